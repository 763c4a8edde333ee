import type { Analytics } from '#protocol/analytics'
import { reachOf } from '#protocol/permissions'
import { StageKind } from '#protocol/postings'
import type { Member } from '../http/actor.ts'
import { type PostingRecord, postingRows } from '../postings/repository.ts'
import { type TallyRecord, tallies } from '../postings/tally.ts'
import { type Scope, within } from '../store/scope.ts'

/** The key figures from the postings' own counts, so that no answer scans applications. */
export async function readAnalytics(scope: Scope, member: Member): Promise<Analytics> {
  const reachesAll = reachOf(member.role, 'figures.read') === 'all'
  const mine = <T extends { _id: string }>(rows: T[]) =>
    reachesAll ? rows : rows.filter(({ _id }) => member.jobIds.includes(_id))
  const jobs = mine(
    await postingRows(scope)
      .find({ employerId: member.employerId, deletedAt: null }, within(scope))
      .project<Pick<PostingRecord, '_id' | 'state' | 'stages'>>({ state: 1, stages: 1 })
      .toArray(),
  )
  return figures(jobs, mine(await tallies.ofEmployer(scope, member.employerId)), scope.now)
}

/** Pure: the answer from postings and their counts. */
export function figures(
  jobs: readonly Pick<PostingRecord, '_id' | 'state' | 'stages'>[],
  counts: readonly TallyRecord[],
  asOf: Date,
): Analytics {
  const sum = (of: (count: TallyRecord) => number) => counts.reduce((total, count) => total + of(count), 0)
  const applications = sum((count) => count.applications)
  const kinds = new Map<string, number>()
  const byJob = new Map(jobs.map((job) => [job._id, job]))
  for (const count of counts) {
    for (const stage of byJob.get(count._id)?.stages ?? []) {
      kinds.set(stage.kind, (kinds.get(stage.kind) ?? 0) + (count.byStage[stage.id] ?? 0))
    }
  }
  return {
    jobPostings: {
      total: jobs.length,
      active: jobs.filter((job) => job.state === 'published').length,
      applications,
    },
    candidateEngagement: {
      viewRate: percent(
        sum((count) => count.viewed),
        applications,
      ),
      interviewRate: percent(
        sum((count) => count.interviewed),
        applications,
      ),
    },
    pipeline: StageKind.options.map((kind) => ({ kind, active: kinds.get(kind) ?? 0 })),
    asOf: asOf.toISOString(),
  }
}

const percent = (part: number, all: number): string => `${all === 0 ? 0 : Math.round((100 * part) / all)}%`
