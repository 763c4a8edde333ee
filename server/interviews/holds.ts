import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { weekAround } from './time/clock.ts'
import { type Hold, marginOf, type Party } from './time/party.ts'
import { type Span, widened } from './time/spans.ts'

/**
 * What one party is booked for in one week. Whoever books reads the rows of all parties and writes every row they read,
 * so that of two who find the same time free only one commits: the other's write conflicts, and the whole booking runs
 * again on what is stored then: it is the `version` that both change. See docs/decisions/0017-interview-holds.md.
 */
export interface CalendarRow {
  /** Party and week. */
  _id: string
  holds: { interviewId: string; employerId: string; from: Date; to: Date }[]
  version: number
}

export const calendarPlan: CollectionPlan = { collection: 'calendars', indexes: [] }

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<CalendarRow>('calendars')

const week = 7 * 24 * 3600_000
/** A Monday, at midnight UTC. */
const firstMonday = Date.UTC(1970, 0, 5)

const weekOf = (moment: number): number => Math.floor((moment - firstMonday) / week)

export const partyKey = ({ kind, id }: Pick<Party, 'kind' | 'id'>): string => `${kind}:${id}`

function rowIds(key: string, { from, to }: Span): string[] {
  const ids: string[] = []
  for (let at = weekOf(from); at <= weekOf(to - 1); at++) ids.push(`${key}:${at}`)
  return ids
}

/** The rows that an interview stands in, for those who write history. */
export const rowIdsOf = (party: Pick<Party, 'kind' | 'id'>, slot: Span): string[] => rowIds(partyKey(party), slot)

/** All that decides whether a party can take a slot: its buffers, and the whole week where there is a limit. */
function decisive(party: Party, slot: Span): Span {
  const { from, to } = widened(slot, marginOf(party))
  const { hours } = party
  if (hours === null || (hours.mostPerDay === null && hours.mostPerWeek === null)) return { from, to }
  const around = weekAround(slot.from, hours.timeZone)
  return { from: Math.min(from, around.from), to: Math.max(to, around.to) }
}

const spanOf = ({ interviewId, from, to }: CalendarRow['holds'][number]): Hold => ({
  interviewId,
  from: from.getTime(),
  to: to.getTime(),
})

/** What each party is booked for in a time, by the party's key; `except` is left out, for an interview that moves. */
export async function readHolds(
  scope: Scope,
  parties: readonly Pick<Party, 'kind' | 'id'>[],
  span: Span,
  except?: string,
): Promise<Map<string, Hold[]>> {
  const keys = parties.map(partyKey)
  const ids = keys.flatMap((key) => rowIds(key, span))
  const found = await rows(scope)
    .find({ _id: { $in: ids } }, within(scope))
    .toArray()
  return new Map(
    keys.map((key) => {
      const holds = found.filter(({ _id }) => _id.startsWith(`${key}:`)).flatMap((row) => row.holds.map(spanOf))
      // One that reaches over the end of a week stands in both.
      const once = new Map(
        holds.filter(({ interviewId }) => interviewId !== except).map((hold) => [hold.interviewId, hold]),
      )
      return [key, [...once.values()]]
    }),
  )
}

/** What decides whether each party can take a slot, by the party's key. */
export async function readDecisive(
  scope: Scope,
  parties: readonly Party[],
  slot: Span,
  except?: string,
): Promise<Map<string, Hold[]>> {
  const spans = parties.map((party) => decisive(party, slot))
  const all = { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) }
  return readHolds(scope, parties, all, except)
}

/**
 * Writes an interview into everybody's calendar, and into every row that the decision stood on: a transaction that
 * decided on the same rows at the same time runs again.
 */
export function hold(
  tx: Tx,
  parties: readonly Party[],
  { interviewId, employerId, ...slot }: Span & { readonly interviewId: string; readonly employerId: string },
): void {
  const entry = { interviewId, employerId, from: new Date(slot.from), to: new Date(slot.to) }
  const writes = parties.flatMap((party) => {
    const key = partyKey(party)
    const own = new Set(party.isKin ? [] : rowIds(key, slot))
    return rowIds(key, decisive(party, slot)).map((_id) => {
      const change = own.has(_id) ? { $push: { holds: entry } } : { $setOnInsert: { holds: [] } }
      return { updateOne: { filter: { _id }, update: { ...change, $inc: { version: 1 } }, upsert: true } }
    })
  })
  tx.write(rows(tx), ...writes)
}

/** Takes an interview out of everybody's calendar. */
export async function release(
  tx: Tx,
  parties: readonly Pick<Party, 'kind' | 'id'>[],
  { interviewId, from, to }: Span & { readonly interviewId: string },
): Promise<void> {
  const ids = parties.flatMap((party) => rowIds(partyKey(party), { from, to }))
  if (ids.length === 0) return
  const change = { $pull: { holds: { interviewId } }, $inc: { version: 1 } }
  await rows(tx).updateMany({ _id: { $in: ids } }, change, { session: tx.session })
}
