import { dayAround, minute } from './clock.ts'
import { fullAround } from './conflicts.ts'
import { marginOf, type Occupied, type Party } from './party.ts'
import { common, overlap, type Span, widened, without } from './spans.ts'
import { workingSpans } from './working-hours.ts'

/** Suggested times begin at a quarter of an hour, which is one in every zone there is. */
const step = 15 * minute

export interface Search {
  readonly parties: readonly { readonly party: Party; readonly occupied: Occupied }[]
  readonly within: Span
  /** Length of the interview, in milliseconds. */
  readonly length: number
  readonly near: number
  readonly most: number
  /** Left out: all may be of one day. */
  readonly perDay?: PerDay | undefined
}

/** Times of several days, for somebody who may not have a moment on the nearest. */
export interface PerDay {
  readonly most: number
  readonly timeZone: string
}

/**
 * The nearest times within the working hours of all, with their buffers and limits, none of which overlaps another of
 * the answer; the earliest first. Pure.
 */
export function freeTimes({ parties, within, length, near, most, perDay }: Search): number[] {
  const open = parties.reduce<Span[]>((left, one) => common(left, freeSpans(one, within)), [within])
  const starts = open.flatMap(({ from, to }) => startsIn(from, to - length))
  const isFull = fullness(parties)
  const days = dayCounts(perDay)
  const chosen: number[] = []
  for (const start of starts.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))) {
    if (chosen.length === most) break
    const slot = { from: start, to: start + length }
    if (
      chosen.some((other) => overlap(slot, { from: other, to: other + length })) ||
      isFull(start) ||
      days.isFull(start)
    )
      continue
    chosen.push(start)
    days.count(start)
  }
  return chosen.sort((a, b) => a - b)
}

function freeSpans({ party, occupied }: Search['parties'][number], within: Span): Span[] {
  const works = party.hours ? workingSpans(party.hours, within) : [within]
  const margin = marginOf(party)
  return without(works, [...occupied.holds.map((hold) => widened(hold, margin)), ...occupied.external])
}

function startsIn(from: number, last: number): number[] {
  const starts: number[] = []
  for (let start = Math.ceil(from / step) * step; start <= last; start += step) starts.push(start)
  return starts
}

/** Whether somebody has as many interviews around a time as they take. */
function fullness(parties: Search['parties']) {
  const limited = parties.flatMap(({ party: { hours }, occupied }) =>
    hours && (hours.mostPerDay !== null || hours.mostPerWeek !== null) ? [{ hours, occupied }] : [],
  )
  return (start: number): boolean =>
    limited.some(({ hours, occupied }) => fullAround(hours, occupied.holds, start).length > 0)
}

/** How many times of each day are chosen. A day is asked for once, and not for each quarter of an hour. */
function dayCounts(perDay: PerDay | undefined) {
  const days: { readonly span: Span; count: number }[] = []
  const of = (start: number) => days.find(({ span }) => span.from <= start && start < span.to)
  return {
    isFull: (start: number): boolean => perDay !== undefined && (of(start)?.count ?? 0) >= perDay.most,
    count: (start: number): void => {
      if (perDay === undefined) return
      const known = of(start)
      if (known) known.count += 1
      else days.push({ span: dayAround(start, perDay.timeZone), count: 1 })
    },
  }
}
