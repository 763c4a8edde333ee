import { type StageKind, StageKind as StageKinds } from '#protocol/postings'
import type { StandingRecord } from '../../applications/repository.ts'
import type { PostingRecord } from '../../postings/repository.ts'
import type { Scope } from '../../store/scope.ts'
import { readApplications, readPostings, readSteps, type Step } from '../facts.ts'
import { daysBetween, median, percent, quantile, tenths } from '../numbers.ts'
import type { Criteria, OnProgress, Reader, ReportContent } from '../report.ts'

const words: Readonly<Record<StageKind, string>> = {
  applied: 'Applied',
  screen: 'Screen',
  assessment: 'Assessment',
  interview: 'Interview',
  offer: 'Offer',
  hired: 'Hired',
}

/** How far people came, and how long they stood at each step. */
export async function pipeline(
  scope: Scope,
  reader: Reader,
  criteria: Criteria,
  onProgress: OnProgress,
): Promise<ReportContent> {
  const postings = await readPostings(scope, reader, criteria)
  const kinds = new Map(StageKinds.options.map((kind) => [kind, { reached: 0, here: 0, days: [] as number[] }]))
  let all = 0
  let stepsOf = { jobId: '', steps: new Map<string, Step[]>() }
  for await (const { posting, applications, share } of readApplications(scope, postings, criteria)) {
    onProgress(share)
    if (stepsOf.jobId !== posting._id) {
      stepsOf = { jobId: posting._id, steps: await readSteps(scope, posting._id) }
    }
    for (const application of applications) {
      all++
      const stays = staysOf(application, stepsOf.steps.get(application._id) ?? [], posting)
      const furthest = Math.max(0, ...stays.map(({ kind }) => StageKinds.options.indexOf(kind)))
      for (const [index, kind] of StageKinds.options.entries()) {
        const count = kinds.get(kind)
        if (count && index <= furthest) count.reached++
      }
      for (const { kind, days } of stays) if (days !== null) kinds.get(kind)?.days.push(days)
      const now = stays.at(-1)
      const here = application.status === 'active' && now ? kinds.get(now.kind) : undefined
      if (here) here.here++
    }
  }
  const reached = StageKinds.options.map((kind) => kinds.get(kind)?.reached ?? 0)
  return {
    title: 'Pipeline',
    figures: [
      {
        key: 'applications',
        label: 'Applications',
        value: all,
        kind: 'number',
        definition: 'Applications that arrived.',
      },
      {
        key: 'hireRate',
        label: 'Hired',
        value: percent(reached.at(-1) ?? 0, all),
        kind: 'percent',
        definition: 'Share of all applications that came to the last step.',
      },
    ],
    columns: [
      { key: 'stage', label: 'Step', kind: 'text' },
      { key: 'reached', label: 'Came this far', kind: 'number' },
      { key: 'ofAll', label: 'Of all', kind: 'percent' },
      { key: 'ofBefore', label: 'Of the step before', kind: 'percent' },
      { key: 'here', label: 'Here now', kind: 'number' },
      { key: 'medianDays', label: 'Days, median', kind: 'days' },
      { key: 'longDays', label: 'Days, 9 of 10 within', kind: 'days' },
    ],
    rows:
      all === 0
        ? []
        : StageKinds.options.map((kind, index) => {
            const { here, days } = kinds.get(kind) ?? { here: 0, days: [] }
            const count = reached[index] ?? 0
            const before = index === 0 ? null : percent(count, reached[index - 1] ?? 0)
            return [
              words[kind],
              count,
              percent(count, all),
              before,
              here,
              tenths(median(days)),
              tenths(quantile(days, 0.9)),
            ]
          }),
    charts: [
      {
        title: 'How far people came',
        kind: 'bar',
        labels: StageKinds.options.map((kind) => words[kind]),
        series: [{ name: 'Came this far', values: reached }],
      },
    ],
    notes: [
      'Stages of a posting’s own count as their kind. Who skipped a step passed it.',
      'Days are of stays that are over; an application that stands somewhere now is not yet counted there.',
    ],
  }
}

interface Stay {
  readonly kind: StageKind
  /** Null: it is not over. */
  readonly days: number | null
}

/** Where an application stood, in order, and for how long. Pure. */
export function staysOf(
  application: Pick<StandingRecord, 'stage' | 'status' | 'appliedAt' | 'stageSince'>,
  steps: readonly Step[],
  posting: Pick<PostingRecord, 'stages'>,
): Stay[] {
  // A stage that is gone from the posting has no kind any more: its time counts for none.
  const kindOf = (stage: string) => posting.stages.find(({ id }) => id === stage)?.kind
  const stays: Stay[] = []
  const add = (stage: string, days: number | null) => {
    const kind = kindOf(stage)
    if (kind) stays.push({ kind, days })
  }
  let since = application.appliedAt
  let isOver = false
  for (const { at, from, to } of steps) {
    const leaves = to.stage !== from.stage
    const ends = to.status === 'rejected' || to.status === 'withdrawn'
    if (!isOver && (leaves || ends)) add(from.stage, daysBetween(since, at))
    if (leaves || (isOver && !ends)) since = at
    isOver = ends
  }
  if (!isOver) add(application.stage, null)
  return stays
}
