import { type Scope, within } from '../store/scope.ts'
import { type PostingRecord, postingRows, postings } from './repository.ts'
import { type TallyRecord, tallyPlan } from './tally.ts'

/** Those that are about a posting which is not in the bin. */
export async function outOfBin<About extends { readonly jobId: string }>(
  scope: Scope,
  employerId: string,
  all: readonly About[],
): Promise<About[]> {
  const jobs = await postings.many(scope, employerId, [...new Set(all.map(({ jobId }) => jobId))])
  return exceptBinned(all, jobs)
}

/** The same where the postings were read already. Pure. */
export function exceptBinned<About extends { readonly jobId: string }>(
  all: readonly About[],
  jobs: readonly PostingRecord[],
): About[] {
  const binned = new Set(jobs.flatMap(({ _id, deletedAt }) => (deletedAt === null ? [] : [_id])))
  return all.filter(({ jobId }) => !binned.has(jobId))
}

/** The postings in the bin for which somebody applied: a file of thousands that was taken back leaves as many others there. */
export async function binnedWithApplications(scope: Scope, employerId: string): Promise<string[]> {
  const found = await postingRows(scope)
    .aggregate<{ _id: string; tallies: TallyRecord[] }>(
      [
        // By the index, which finds these among thousands that are not in the bin. A posting without the date is none.
        { $match: { employerId, deletedAt: { $gt: new Date(0) } } },
        { $project: { _id: 1 } },
        { $lookup: { from: tallyPlan.collection, localField: '_id', foreignField: '_id', as: 'tallies' } },
      ],
      within(scope),
    )
    .toArray()
  return found.flatMap(({ _id, tallies: [tally] }) => (tally && tally.applications > 0 ? _id : [])).sort()
}
