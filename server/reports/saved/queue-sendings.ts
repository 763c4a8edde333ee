import type { endpoints, ReportSending } from '#protocol/saved-reports'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Tx } from '../../journal/tx.ts'
import { eachDue } from '../../store/each-due.ts'
import { newId } from '../../store/ids.ts'
import type { Scope } from '../../store/scope.ts'
import { authorize, canChange } from './policy.ts'
import { presentSendings } from './present.ts'
import { type SavedReportRecord, type SendingRecord, savedReports, sendings } from './repository.ts'
import { firstOf, nextTime } from './schedule.ts'

const batch = 100

/**
 * Queues the mail of every saved report whose time has come, each once: that it is queued and when it is due next are
 * one transaction, which looks at the report again, and the key of a mail is unique. What was missed while nothing ran
 * goes out once, not once for each time.
 */
export async function queueDueReports(scope: Scope, journal: Pick<Journal, 'commit'>): Promise<void> {
  await eachDue(
    (besides) => savedReports.due(scope, batch, besides),
    ({ _id, employerId }) => journal.commit([feedOf(employerId)], (tx) => queueDue(tx, _id), { now: scope.now }),
  )
}

async function queueDue(tx: Tx, reportId: string): Promise<void> {
  const report = await savedReports.find(tx, reportId)
  // Another worker was first, or it was paused, changed or deleted meanwhile.
  if (!report?.schedule || report.paused || report.nextAt === null || report.nextAt > tx.now) return
  const recipients = []
  for (const recipient of report.recipients) {
    const { userId, timeZone, nextAt } = recipient
    if (nextAt === null || nextAt > tx.now) {
      recipients.push(recipient)
      continue
    }
    await queue(tx, report, { userId, dueAt: nextAt, scheduled: true, key: nextAt.toISOString() })
    recipients.push({ userId, timeZone, nextAt: nextTime(report.schedule, timeZone, tx.now) })
  }
  await savedReports.replace(tx, { ...report, recipients, nextAt: firstOf(recipients) })
}

/** Sends it now: to everybody on its list for who can change it, to themselves for a recipient. */
export async function sendSavedReport(
  tx: Tx,
  member: Member,
  { reportId }: Input<typeof endpoints.sendSavedReport>,
): Promise<{ sendings: ReportSending[] }> {
  const report = await savedReports.get(tx, member.employerId, reportId)
  authorize(member, report, 'see')
  const listed = report.recipients.map(({ userId }) => userId)
  const to = canChange(member, report) && listed.length > 0 ? listed : [member.userId]
  const queued: SendingRecord[] = []
  for (const userId of to) {
    queued.push(await queue(tx, report, { userId, dueAt: tx.now, scheduled: false, key: newId(tx.now.getTime()) }))
  }
  return { sendings: await presentSendings(tx, queued) }
}

async function queue(
  tx: Tx,
  { _id: reportId, employerId }: SavedReportRecord,
  { key, ...about }: Pick<SendingRecord, 'userId' | 'dueAt' | 'scheduled' | 'key'>,
): Promise<SendingRecord> {
  const sending: SendingRecord = {
    _id: newId(tx.now.getTime()),
    key: `${reportId}:${about.userId}:${key}`,
    ...{ employerId, reportId, ...about, state: 'waiting', reason: null, finishedAt: null },
  }
  await sendings.insert(tx, sending)
  tx.outbox('send-report', { sendingId: sending._id })
  return sending
}
