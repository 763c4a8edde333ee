import type { endpoints } from '#protocol/reports'
import type { Books } from '../analytics/keep-books.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { criteriaOf } from './criteria.ts'
import { fileOf } from './files.ts'
import { makeReport } from './make-report.ts'
import type { RenderPdf } from './pdf/render-pdf.ts'
import { postingTitle } from './posting-title.ts'
import { present, presentRun } from './present.ts'
import { reachWith } from './runs/reach.ts'
import { type RunRecord, runs } from './runs/repository.ts'

/** How long a report that was made beside the request is kept, in milliseconds. */
const keptFor = 24 * 3600_000

interface Parts {
  readonly scope: () => Scope
  readonly journal: SharedJournal
  readonly books: Books
  readonly renderPdf: RenderPdf
}

/** Answers the report; a caller who would rather not wait (RFC 7240) is told where it will be. */
export const readReport =
  ({ scope, journal, books, renderPdf }: Parts): HandlerRun<typeof endpoints.readReport> =>
  async (member, { query }, context) => {
    const criteria = criteriaOf(query)
    const { format } = query
    const withMark = query.bom === 'true'
    // A view keeps nothing, and is nobody for whom it could be kept.
    if (member.viewId === undefined && /(^|[,\s])respond-async\b/i.test(context.req.header('prefer') ?? '')) {
      const run = newRun(member, { criteria, format, withMark }, scope().now)
      await journal.for(member).commit([], async (tx) => {
        await runs.insert(tx, run)
        tx.outbox('run-report', { runId: run._id })
        tx.outbox('discard-report', { runId: run._id }, { dueAt: run.keptUntil })
      })
      context.header('Location', `/api/employers/${member.employerId}/report-runs/${run._id}`)
      context.header('Preference-Applied', 'respond-async')
      return context.json(presentRun(run, member, scope().now), 202)
    }
    const content = await makeReport({ scope: scope(), books, reader: member, criteria })
    context.header('Cache-Control', 'no-store')
    if (format === 'json') return context.json(present(content, criteria, scope().now))
    const title = await postingTitle(scope(), member.employerId, criteria.jobId)
    const request = { criteria, format, withMark, timeZone: 'UTC', postingTitle: title }
    const file = await fileOf(scope(), member.employerId, content, request, renderPdf)
    return context.body(file.bytes, 200, downloadHeaders({ ...file, size: file.bytes.byteLength }))
  }

const newRun = (member: Member, asked: Pick<RunRecord, 'criteria' | 'format' | 'withMark'>, now: Date): RunRecord => ({
  ...{ _id: newId(now.getTime()), employerId: member.employerId, userId: member.userId, ...asked },
  ...{ state: 'waiting', progress: 0, file: null, problem: null, reach: reachWith(member) },
  createdAt: now,
  keptUntil: new Date(now.getTime() + keptFor),
  version: 1,
})
