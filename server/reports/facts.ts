import type { Filter } from 'mongodb'
import { reachOf } from '#protocol/permissions'
import type { Fact } from '../analytics/fact.ts'
import { facts } from '../analytics/repository.ts'
import { type ApplicationRecord, applicationRows, type StandingRecord } from '../applications/repository.ts'
import { type PostingRecord, postingRows } from '../postings/repository.ts'
import { tallies } from '../postings/tally.ts'
import { within } from '../store/scope.ts'
import type { Criteria, Making } from './report.ts'

/** Few enough that reading a batch holds nobody else up. */
const batchSize = 500

/** The postings that a report is about: those within the reader's reach, the one that was asked for. */
export async function readPostings({ scope, reader, criteria }: Making): Promise<PostingRecord[]> {
  const [{ employerId, jobIds, role }, { jobId }] = [reader, criteria]
  const isWithinReach = (id: string) => reachOf(role, 'figures.read') === 'all' || jobIds.includes(id)
  const filter: Filter<PostingRecord> = { employerId, deletedAt: null, ...(jobId === null ? {} : { _id: jobId }) }
  const found = await postingRows(scope)
    .find(filter, { ...within(scope), projection: { description: 0, requirements: 0, 'published.description': 0 } })
    .batchSize(batchSize)
    .toArray()
  return found.filter(({ _id }) => isWithinReach(_id)).sort((a, b) => (a._id < b._id ? 1 : -1))
}

export const isWithinPeriod = (at: Date | null, { from, to }: Pick<Criteria, 'from' | 'to'>): boolean =>
  at !== null && (from === null || at >= from) && (to === null || at < to)

/** An application, and what the figures say of it. */
export interface Counted {
  readonly application: StandingRecord
  readonly fact: Fact
}

/** The applications to these postings that arrived in the period, posting after posting, in batches. */
export async function* readApplications(
  { scope, books, reader, criteria, onProgress }: Making,
  postings: readonly PostingRecord[],
): AsyncGenerator<{ readonly posting: PostingRecord; readonly applications: Counted[] }> {
  const counts = await tallies.of(
    scope,
    postings.map(({ _id }) => _id),
  )
  const { book } = await books.follow(reader.employerId)
  // Who arrives from now on is in the next report.
  const counted = async (found: readonly StandingRecord[]): Promise<Counted[]> => {
    const ids = found.map(({ _id }) => _id)
    const known = await facts.many(scope, book, ids)
    return found.flatMap((application) => {
      const fact = known.get(application._id)
      return fact ? [{ application, fact }] : []
    })
  }
  for (const [index, posting] of postings.entries()) {
    // Most postings of many are drafts: the store is not asked once for each of them.
    if (counts.get(posting._id)?.applications === 0) continue
    onProgress(index / postings.length)
    let batch: StandingRecord[] = []
    const cursor = applicationRows(scope)
      .find(inPeriod(posting, criteria), { ...within(scope), projection: { resumeText: 0, answers: 0 } })
      .sort({ jobId: 1, _id: -1 })
      .batchSize(batchSize)
    for await (const application of cursor) {
      batch.push(application)
      if (batch.length < batchSize) continue
      yield { posting, applications: await counted(batch) }
      batch = []
    }
    if (batch.length > 0) yield { posting, applications: await counted(batch) }
  }
}

function inPeriod({ _id, employerId }: PostingRecord, { from, to }: Criteria): Filter<ApplicationRecord> {
  const appliedAt = { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lt: to }) }
  return { jobId: _id, employerId, ...(from === null && to === null ? {} : { appliedAt }) }
}
