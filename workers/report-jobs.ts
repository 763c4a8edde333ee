import type { SharedJournal } from '../server/journal/journal.ts'
import type { MailTransport } from '../server/notifications/mail.ts'
import { messageIdOf } from '../server/notifications/message-id.ts'
import { renderMail } from '../server/notifications/render-mail.ts'
import { discardReport, type RunParts, runReport } from '../server/reports/runs/run-report.ts'
import { sendReport } from '../server/reports/saved/send-report.ts'
import type { Handlers } from './run-row.ts'

/** The work of reports: making those that somebody waits for, and mailing those that are due. */
export const reportJobs = (
  parts: Omit<RunParts, 'journal'> & {
    readonly journal: Pick<SharedJournal, 'for'>
    readonly transport: MailTransport
    readonly publicUrl: () => string
  },
): Pick<Handlers, 'run-report' | 'discard-report' | 'send-report'> => ({
  'run-report': (about, row) => runReport({ ...parts, journal: parts.journal.for(row) }, about),
  'discard-report': (about) => discardReport(parts.scope(), about),
  'send-report': (about, { _id, dueAt, request }) =>
    sendReport(
      {
        ...parts,
        journal: parts.journal.for({ request }),
        mail: async ({ attachments, to, template, data }) => {
          const mail = await renderMail({ to, template, data: { ...data } }, parts.publicUrl())
          const messageId = messageIdOf(_id, parts.publicUrl())
          await parts.transport.send({ ...mail, attachments }, { messageId, dueAt, request })
        },
      },
      about,
    ),
})
