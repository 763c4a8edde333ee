import type { Filter } from 'mongodb'
import { reachOf } from '#protocol/permissions'
import { type DecisionRecord, decisionRows } from '../applications/decisions/repository.ts'
import { type ApplicationRecord, applicationRows, type StandingRecord } from '../applications/repository.ts'
import { type PostingRecord, postingRows } from '../postings/repository.ts'
import { tallies } from '../postings/tally.ts'
import { type Scope, within } from '../store/scope.ts'
import type { Criteria, Reader } from './report.ts'

/** Few enough that reading a batch holds nobody else up. */
const batchSize = 500

/** The postings that a report is about: those within the reader's reach, the one that was asked for. */
export async function readPostings(scope: Scope, reader: Reader, { jobId }: Criteria): Promise<PostingRecord[]> {
  const { employerId, jobIds, role } = reader
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

/** The applications to these postings that arrived in the period, posting after posting, in batches. */
export async function* readApplications(
  scope: Scope,
  postings: readonly PostingRecord[],
  criteria: Criteria,
): AsyncGenerator<{
  readonly posting: PostingRecord
  readonly applications: StandingRecord[]
  readonly share: number
}> {
  const counts = await tallies.of(
    scope,
    postings.map(({ _id }) => _id),
  )
  for (const [index, posting] of postings.entries()) {
    // Most postings of many are drafts: the store is not asked once for each of them.
    if (counts.get(posting._id)?.applications === 0) continue
    const share = index / postings.length
    let batch: StandingRecord[] = []
    const cursor = applicationRows(scope)
      .find(inPeriod(posting, criteria), { ...within(scope), projection: { resumeText: 0, answers: 0 } })
      .sort({ jobId: 1, _id: -1 })
      .batchSize(batchSize)
    for await (const application of cursor) {
      batch.push(application)
      if (batch.length < batchSize) continue
      yield { posting, applications: batch, share }
      batch = []
    }
    if (batch.length > 0) yield { posting, applications: batch, share }
  }
}

function inPeriod({ _id, employerId }: PostingRecord, { from, to }: Criteria): Filter<ApplicationRecord> {
  const appliedAt = { ...(from === null ? {} : { $gte: from }), ...(to === null ? {} : { $lt: to }) }
  return { jobId: _id, employerId, ...(from === null && to === null ? {} : { appliedAt }) }
}

export type Step = Pick<DecisionRecord, 'applicationId' | 'at' | 'from' | 'to'>

/** What was decided about a posting's applications, by application, the oldest first. */
export async function readSteps(scope: Scope, jobId: string): Promise<Map<string, Step[]>> {
  const steps = new Map<string, Step[]>()
  const cursor = decisionRows(scope)
    .find({ jobId }, { ...within(scope), projection: { applicationId: 1, at: 1, from: 1, to: 1 } })
    .batchSize(batchSize)
  for await (const step of cursor) {
    const known = steps.get(step.applicationId)
    if (known) known.push(step)
    else steps.set(step.applicationId, [step])
  }
  for (const of of steps.values()) of.sort((a, b) => a.at.getTime() - b.at.getTime())
  return steps
}
