import { reachOf } from '#protocol/permissions'
import type { Books } from '../../analytics/keep-books.ts'
import { AppError } from '../../app-error.ts'
import { bySystem } from '../../journal/actors.ts'
import { feedOf } from '../../journal/entry.ts'
import type { Journal } from '../../journal/journal.ts'
import { newFileId } from '../../store/file-bytes.ts'
import type { Scope } from '../../store/scope.ts'
import { memberships } from '../../team/repository.ts'
import { tellFinished } from '../entries.ts'
import { fileOf } from '../files.ts'
import { makeReport } from '../make-report.ts'
import type { RenderPdf } from '../pdf/render-pdf.ts'
import { postingTitle } from '../posting-title.ts'
import type { Reader } from '../report.ts'
import { reachWith } from './reach.ts'
import { type RunRecord, reportBytes, runs } from './repository.ts'

/** How often progress is written down, in milliseconds. */
const noteEvery = 500

export interface RunParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'commit'>
  readonly books: Books
  readonly renderPdf: RenderPdf
}

/** Makes a report that somebody asked for, with the rights they have now. Run again, it makes it anew. */
export async function runReport(parts: RunParts, { runId }: { runId: string }): Promise<void> {
  const run = await runs.find(parts.scope(), runId)
  if (!run || run.state === 'ready' || run.state === 'failed') return
  try {
    const reader = await readerOf(parts.scope(), run)
    const file = await make(parts, run, reader)
    await finish(parts, run, { state: 'ready', file, problem: null, reach: reachWith(reader) })
  } catch (error) {
    // Anything else is tried again.
    if (!(error instanceof AppError) || error.code === 'store-unavailable') throw error
    const problem = { code: error.code, detail: error.message }
    await finish(parts, run, { state: 'failed', file: null, problem, reach: run.reach })
  }
}

/** @throws {AppError} `forbidden` when the person may not read figures any more */
async function readerOf(scope: Scope, of: { employerId: string; userId: string }): Promise<Reader> {
  const member = await memberships.find(scope, of.employerId, of.userId)
  if (!member || reachOf(member.role, 'figures.read') === null) throw new AppError('forbidden')
  return { employerId: of.employerId, userId: of.userId, role: member.role, jobIds: member.jobIds }
}

async function make(parts: RunParts, run: RunRecord, reader: Reader): Promise<RunRecord['file']> {
  const { criteria, format, withMark } = run
  const scope = parts.scope()
  let noted = 0
  const onProgress = (share: number) => {
    if (Date.now() - noted < noteEvery) return
    noted = Date.now()
    // What is lost of it is said by the next.
    void runs.progress(scope, run._id, Math.round(share * 90) / 100).catch(() => undefined)
  }
  const content = await makeReport({ scope, books: parts.books, reader, criteria, onProgress })
  const title = await postingTitle(scope, run.employerId, criteria.jobId)
  const request = { criteria, format, withMark, timeZone: 'UTC', postingTitle: title }
  const { name, contentType, bytes } = await fileOf(scope, run.employerId, content, request, parts.renderPdf)
  const id = newFileId()
  await reportBytes.write(scope, id, bytes)
  return { id, name, contentType, size: bytes.byteLength }
}

async function finish(
  { journal, scope }: RunParts,
  { _id, employerId }: RunRecord,
  outcome: Pick<RunRecord, 'state' | 'file' | 'problem' | 'reach'>,
): Promise<void> {
  const isTaken = await journal.commit([feedOf(employerId)], async (tx) => {
    const run = await runs.find(tx, _id)
    // Let go of meanwhile, since somebody was deleted who may be in it.
    if (!run || run.state === 'ready' || run.state === 'failed' || run.keptUntil <= tx.now) return false
    const finished = { ...run, ...outcome, progress: 1, version: run.version + 1 }
    await runs.replace(tx, finished)
    tellFinished(tx, finished, bySystem)
    return true
  })
  // Another worker was first, or nobody may have it any more.
  if (!isTaken && outcome.file) await reportBytes.remove(scope(), outcome.file.id)
}

/** Removes the file after the time for which it was kept. */
export async function discardReport(scope: Scope, { runId }: { runId: string }): Promise<void> {
  const run = await runs.find(scope, runId)
  if (run?.file) await reportBytes.remove(scope, run.file.id)
}
