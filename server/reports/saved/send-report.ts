import type { Books } from '../../analytics/keep-books.ts'
import { AppError } from '../../app-error.ts'
import { users } from '../../auth/repository.ts'
import { employers } from '../../employers/repository.ts'
import { bySystem } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import type { Attachment } from '../../notifications/mail.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../../team/repository.ts'
import { timesOf } from '../criteria.ts'
import { tellSent } from '../entries.ts'
import { fileOf } from '../files.ts'
import { periodWords } from '../format.ts'
import { makeReport } from '../make-report.ts'
import type { RenderPdf } from '../pdf/render-pdf.ts'
import { postingTitle } from '../posting-title.ts'
import type { Criteria, Making, Reader, ReportContent } from '../report.ts'
import { refusalOf } from './policy.ts'
import { type SavedReportRecord, type SendingRecord, savedReports, sendings } from './repository.ts'

export interface SendParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'commit'>
  readonly books: Books
  readonly renderPdf: RenderPdf
  /** Hands a letter to the mail server. @throws when it was not taken */
  readonly mail: (letter: {
    readonly to: string
    readonly template: 'saved-report' | 'saved-report-empty'
    readonly data: Readonly<Record<string, string>>
    readonly attachments: readonly Attachment[]
  }) => Promise<void>
}

/** Mails a saved report to one person, with the rights that they have now. What is not sent says why in the log. */
export async function sendReport(parts: SendParts, { sendingId }: { sendingId: string }): Promise<void> {
  const scope = parts.scope()
  const sending = await sendings.find(scope, sendingId)
  if (!sending || (sending.state !== 'waiting' && sending.state !== 'failed')) return
  const report = await savedReports.find(scope, sending.reportId)
  if (!report) return note(parts, sending, 'skipped', 'The report was deleted.')
  if (report.paused && sending.scheduled) return note(parts, sending, 'skipped', 'The report is paused.')
  const { employerId, userId } = sending
  const isListed = report.recipients.some((recipient) => recipient.userId === userId)
  if (sending.scheduled && !isListed) return note(parts, sending, 'skipped', 'They were taken off its list.')
  const member = await memberships.find(scope, employerId, userId)
  const person = await users.byId(scope, userId)
  const refusal = refusalOf(member, report.jobId)
  if (!member || !person || refusal) return note(parts, sending, 'refused', refusal)
  const reader = { employerId, userId, role: member.role, jobIds: member.jobIds }
  const timeZone = report.recipients.find((one) => one.userId === userId)?.timeZone ?? 'UTC'
  const noted = <T>(work: Promise<T>, why: (error: unknown) => string): Promise<T> =>
    work.catch(async (error: unknown) => {
      await note(parts, sending, 'failed', `${why(error).slice(0, 300)} It is tried again.`)
      throw error
    })
  // What went wrong in the making is nothing that a reader could mend.
  const { content, criteria, attachments } = await noted(
    make(parts, report, { reader, dueAt: sending.dueAt, timeZone }),
    () => 'The report could not be made.',
  )
  const { companyName } = await employers.get(scope, employerId)
  const period = periodWords(criteria, timeZone)
  const data = { name: person.name, companyName, reportName: report.name, period }
  const template = content ? 'saved-report' : 'saved-report-empty'
  await noted(parts.mail({ to: person.email, template, data, attachments }), (error) =>
    error instanceof Error ? error.message : String(error),
  )
  await note(parts, sending, content ? 'sent' : 'empty', content ? null : 'There was nothing to report.')
}

async function make(
  parts: SendParts,
  report: SavedReportRecord,
  { reader, dueAt, timeZone }: { readonly reader: Reader; readonly dueAt: Date; readonly timeZone: string },
) {
  const making = { scope: parts.scope(), books: parts.books, reader }
  const { content, criteria } = await contentFor(making, report, dueAt, timeZone)
  const attachments = content ? [await attach(parts, report, content, criteria, timeZone)] : []
  return { content, criteria, attachments }
}

/** `content` null: there is nothing to report. The period counts back from when the mail was due. */
async function contentFor(
  making: Pick<Making, 'scope' | 'books' | 'reader'>,
  { type, period, jobId }: SavedReportRecord,
  dueAt: Date,
  timeZone: string,
): Promise<{ content: ReportContent | null; criteria: Criteria }> {
  const criteria = { type, jobId, ...timesOf(period, dueAt, timeZone) }
  try {
    return { content: await makeReport({ ...making, criteria, timeZone }), criteria }
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-report-data') return { content: null, criteria }
    throw error
  }
}

async function attach(
  { scope, renderPdf }: SendParts,
  { employerId, jobId, format }: SavedReportRecord,
  content: ReportContent,
  criteria: Criteria,
  timeZone: string,
): Promise<Attachment> {
  const title = await postingTitle(scope(), employerId, jobId)
  const request = { criteria, format, withMark: true, timeZone, postingTitle: title }
  const { name, contentType, bytes } = await fileOf(scope(), employerId, content, request, renderPdf)
  return { filename: name, contentType, content: Buffer.from(bytes).toString('base64'), encoding: 'base64' }
}

/** Writes what became of it. An outcome that was told before is not told again. */
async function note(
  { journal }: SendParts,
  { _id, employerId }: SendingRecord,
  state: SendingRecord['state'],
  reason: string | null,
): Promise<void> {
  await journal.commit([feedOf(employerId)], async (tx) => {
    const before = await sendings.find(tx, _id)
    if (!before || (before.state === state && before.reason === reason)) return
    const sending = { ...before, state, reason, finishedAt: state === 'failed' ? null : tx.now }
    await sendings.replace(tx, sending)
    tellSent(tx, sending, bySystem)
  })
}
