import type { Conflict, SoftReason, WorkingHours } from '#protocol/scheduling'
import { dayAround, timeInWords, weekAround } from './clock.ts'
import { type Hold, marginOf, type Occupied, type Party } from './party.ts'
import { overlap, type Span, widened } from './spans.ts'
import { workingSpans } from './working-hours.ts'

export interface Question {
  readonly party: Party
  readonly occupied: Occupied
  readonly slot: Span
  /** What the caller knows of and wants all the same. */
  readonly despite: readonly SoftReason[]
}

/** Why a time does not suit one party; empty: it does. Two interviews at once are refused whatever is set aside. Pure. */
export function conflictsOf({ party, occupied, slot, despite }: Question): Conflict[] {
  const zone = party.hours?.timeZone ?? 'UTC'
  const found = (reason: Conflict['reason'], span: Span | null, words: string): Conflict => ({
    party: party.kind,
    id: party.id,
    reason,
    from: span && new Date(span.from).toISOString(),
    to: span && new Date(span.to).toISOString(),
    message: `${capital(party.name)} ${words}.`,
  })
  const during = (span: Span) => timeInWords(new Date(span.from), new Date(span.to), zone)
  const twice = occupied.holds.filter((hold) => overlap(hold, slot))
  if (twice.length > 0) {
    const is = party.kind === 'room' ? 'is taken' : 'has another interview'
    return twice.map((hold) => found('busy', hold, `${is} on ${during(hold)}`))
  }
  const soft: Conflict[] = []
  const margin = marginOf(party)
  for (const hold of occupied.holds) {
    if (!overlap(hold, widened(slot, margin))) continue
    soft.push(
      found('buffer', hold, `wants ${margin / 60_000} minutes between interviews, and has one on ${during(hold)}`),
    )
  }
  for (const span of occupied.external) {
    if (overlap(span, slot)) soft.push(found('external', span, `is busy on ${during(span)}, by another calendar`))
  }
  if (party.hours && party.hoursSet && !isWithinHours(party.hours, slot)) {
    soft.push(found('outside-hours', null, `does not work at this time (${zone})`))
  }
  if (party.hours) {
    for (const { limit, span, words } of fullAround(party.hours, occupied.holds, slot.from)) {
      soft.push(found('load', span, `has ${limit} interviews ${words} already, the most they take`))
    }
  }
  return soft.filter(({ reason }) => reason === 'busy' || !despite.includes(reason))
}

const isWithinHours = (hours: WorkingHours, slot: Span): boolean =>
  workingSpans(hours, widened(slot, 24 * 3600_000)).some(({ from, to }) => from <= slot.from && slot.to <= to)

/** The limits that an interview more would exceed. */
export function fullAround(
  { timeZone, mostPerDay, mostPerWeek }: WorkingHours,
  holds: readonly Hold[],
  moment: number,
) {
  const limits = [
    { limit: mostPerDay, around: dayAround, words: 'on that day' },
    { limit: mostPerWeek, around: weekAround, words: 'in that week' },
  ]
  return limits.flatMap(({ limit, around, words }) => {
    if (limit === null) return []
    const span = around(moment, timeZone)
    const count = holds.filter(({ from }) => span.from <= from && from < span.to).length
    return count < limit ? [] : [{ limit, span, words }]
  })
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
