import { minute } from './clock.ts'
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
}

/**
 * The nearest times within the working hours of all, with their buffers and limits, none of which overlaps another of
 * the answer; the earliest first. Pure.
 */
export function freeTimes({ parties, within, length, near, most }: Search): number[] {
  const open = parties.reduce<Span[]>((left, one) => common(left, freeSpans(one, within)), [within])
  const starts = open.flatMap(({ from, to }) => startsIn(from, to - length))
  const isFull = fullness(parties)
  const chosen: number[] = []
  for (const start of starts.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))) {
    if (chosen.length === most) break
    const slot = { from: start, to: start + length }
    if (chosen.some((other) => overlap(slot, { from: other, to: other + length })) || isFull(start)) continue
    chosen.push(start)
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
