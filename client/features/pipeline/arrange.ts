import type { Application } from '#protocol/applications'
import type { Order } from './filters.ts'

/** What one column shows. */
export interface ColumnView {
  readonly ids: readonly string[]
  /** Cards that left while somebody reads here: their place stays until the reader looks away. */
  readonly gone: ReadonlySet<string>
  /** Cards that came while somebody reads here, and wait behind the "2 new" pill. */
  readonly waiting: readonly string[]
}

export const emptyColumn: ColumnView = { ids: [], gone: new Set(), waiting: [] }

type Compare = (a: Application, b: Application) => number

const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The id breaks ties, so that every page shows the same order. */
const orders: Record<Order, Compare> = {
  recent: (a, b) => text(b.stageSince, a.stageSince) || text(a.id, b.id),
  waiting: (a, b) => text(a.stageSince, b.stageSince) || text(a.id, b.id),
  code: (a, b) => text(a.candidate.code, b.candidate.code) || text(a.id, b.id),
}

export function sorted(cards: Application[], order: Order): string[] {
  return cards.sort(orders[order]).map((card) => card.id)
}

/**
 * What a column shows while somebody reads it. Nothing moves under a pointer or focus: others' arrivals wait, others'
 * departures leave their place. My own moves (`mine`) are shown at once, since I expect them.
 */
export function hold(before: ColumnView, actual: readonly string[], mine: ReadonlySet<string>): ColumnView {
  const here = new Set(actual)
  const gone = new Set<string>()
  const ids: string[] = []
  for (const id of before.ids) {
    if (!here.has(id)) {
      if (mine.has(id)) continue
      gone.add(id)
    }
    ids.push(id)
  }
  const shown = new Set(ids)
  const waiting: string[] = []
  actual.forEach((id, index) => {
    if (shown.has(id)) return
    if (!mine.has(id)) {
      waiting.push(id)
      return
    }
    const next = actual.slice(index + 1).find((other) => shown.has(other))
    ids.splice(next === undefined ? ids.length : ids.indexOf(next), 0, id)
    shown.add(id)
  })
  return { ids, gone, waiting }
}

const day = 86_400_000

/** Whole days since then; a clock that is a little behind does not give -1. */
export function daysSince(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / day))
}

/** Half of the cards are in the stage for at least so many days; null for an empty column. */
export function medianDays(cards: readonly Application[], now: number): number | null {
  if (cards.length === 0) return null
  const days = cards.map((card) => daysSince(card.stageSince, now)).sort((a, b) => a - b)
  return days[Math.floor((days.length - 1) / 2)] ?? null
}
