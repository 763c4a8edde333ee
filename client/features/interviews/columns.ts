import type { Interview } from '#protocol/interviews'
import type { PartyTime } from './busy.ts'
import type { Column } from './grid/time-grid.tsx'
import { spanOf } from './state-words.ts'
import type { View } from './use-address.ts'
import type { Party } from './use-parties.ts'
import { boundsOf, type Day, overlaps } from './zone-days.ts'
import { dayWords } from './zone-words.ts'

interface ColumnsOf {
  readonly view: View
  readonly days: readonly Day[]
  readonly chosen: readonly string[]
  readonly parties: readonly Party[]
  readonly times: readonly PartyTime[]
  readonly interviews: readonly Interview[]
  readonly zone: string
  readonly today: Day
}

/** A day: the chosen people and rooms side by side. A week: its days; a weekend when something is on it, or it is now. */
export function columnsFor(of: ColumnsOf): readonly Column[] {
  const { view, days, chosen, parties } = of
  const [day] = days
  if (view === 'day' && day !== undefined && chosen.length > 0) {
    return chosen.map((key) => ({
      key,
      day,
      party: key,
      title: parties.find((party) => party.key === key)?.name ?? 'Somebody who left',
    }))
  }
  const isShown = (one: Day, index: number) => view === 'day' || index < 5 || one === of.today || isUsed(one, of)
  // Saturday is shown with Sunday: a week with a hole is hard to read.
  const last = days.findLastIndex(isShown)
  return days.slice(0, last + 1).map((one) => ({
    key: one,
    day: one,
    party: null,
    title: dayWords(Date.parse(`${one}T12:00:00Z`), 'UTC'),
  }))
}

function isUsed(day: Day, { interviews, times, zone }: ColumnsOf): boolean {
  const bounds = boundsOf(day, zone)
  const hasInterview = interviews.some((one) => {
    const span = spanOf(one)
    const offered = one.offeredTimes.some((time) => Date.parse(time) >= bounds.from && Date.parse(time) < bounds.to)
    return span === null ? offered : overlaps(span, bounds)
  })
  return hasInterview || times.some(({ working }) => working?.some((span) => overlaps(span, bounds)))
}
