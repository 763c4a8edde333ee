import { type StageKind, StageKind as StageKinds } from '#protocol/postings'
import { reachedBy } from '../../analytics/counts.ts'
import { rankOf } from '../../analytics/fact.ts'
import { readFacts, readPostings } from '../facts.ts'
import { day, median, percent, quantile, tenths, toldOf } from '../numbers.ts'
import type { Making, ReportContent } from '../report.ts'

const words: Readonly<Record<StageKind, string>> = {
  applied: 'Applied',
  screen: 'Screen',
  assessment: 'Assessment',
  interview: 'Interview',
  offer: 'Offer',
  hired: 'Hired',
}

const nineOfTen = (days: readonly number[]) => quantile(days, 0.9)

/** How far people came, and how long they stood at each step. */
export async function pipeline(making: Making): Promise<ReportContent> {
  const { reader } = making
  const postings = await readPostings(making)
  const kinds = new Map(StageKinds.options.map((kind) => [kind, { reached: 0, here: 0, days: [] as number[] }]))
  let all = 0
  for await (const counted of readFacts(making, postings)) {
    for (const { fact } of counted) {
      all++
      const { kind: now, status, stays } = fact.standing
      const furthest = rankOf(reachedBy(fact))
      for (const [kind, count] of kinds) {
        if (rankOf(kind) <= furthest) count.reached++
        if (kind === now && status === 'active') count.here++
        const stay = stays[kind]
        if (stay !== undefined) count.days.push(stay / day)
      }
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
              tenths(toldOf(reader, days, median)),
              tenths(toldOf(reader, days, nineOfTen)),
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
      'Days are of stays that are over; an application that stands somewhere now is not yet counted there. A move that was taken back within ten seconds does not count.',
    ],
  }
}
