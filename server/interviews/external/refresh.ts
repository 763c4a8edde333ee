import type { LinkSecrets } from '../../store/link-key.ts'
import type { Scope } from '../../store/scope.ts'
import { day, minute } from '../time/clock.ts'
import type { Span } from '../time/spans.ts'
import type { Fetch } from './guarded-fetch.ts'
import { readCalendar } from './read-calendar.ts'
import { type ExternalRecord, externalRows } from './repository.ts'
import { unseal } from './seal.ts'

/** How often a calendar is read, and what of it is kept, back and ahead. */
const every = 15 * minute
const daysBack = 7
const daysAhead = 120
/** One that does not answer is asked less and less, at least so often. */
const longest = 4 * 60 * minute

/** So many are read at the same time: looking up names takes threads that the whole process shares. */
const atOnce = 2

export interface RefreshParts {
  readonly links: LinkSecrets
  readonly fetch: Fetch
  /** Set off when this worker stops. */
  readonly ending: AbortSignal
}

/**
 * Reads every calendar whose time has come. Whoever takes one moves its time on first, so that of several workers one
 * reads it; should that one die, another reads it a quarter of an hour later. What cannot be read keeps the times known
 * last, and says since when.
 */
export async function refreshCalendars(scope: () => Scope, parts: RefreshParts): Promise<void> {
  // To look costs less than the attempts to write that follow.
  if (!(await externalRows(scope()).findOne(dueBy(scope().now), { projection: { _id: 1 } }))) return
  // Several at once, so that one that is slow does not keep all others waiting.
  await Promise.all(Array.from({ length: atOnce }, () => refreshInTurn(scope, parts)))
}

const dueBy = (now: Date) => ({ dueAt: { $lte: now } })

async function refreshInTurn(scope: () => Scope, parts: RefreshParts): Promise<void> {
  while (!parts.ending.aborted) {
    const { db, now } = scope()
    const taken = await externalRows({ db }).findOneAndUpdate(
      dueBy(now),
      { $set: { dueAt: new Date(now.getTime() + every) } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    )
    if (!taken) return
    await refresh(scope, taken, parts)
  }
}

async function refresh(
  scope: () => Scope,
  record: ExternalRecord,
  { links, fetch, ending }: RefreshParts,
): Promise<void> {
  const { now } = scope()
  const within = { from: now.getTime() - daysBack * day, to: now.getTime() + daysAhead * day }
  const read = async () => readCalendar(record.kind, accessTo(record, links), within, fetch)
  const found = await read().then(
    (busy) => ({ busy }),
    (error: unknown) => ({ problem: problemOf(error) }),
  )
  const rows = externalRows(scope())
  if ('problem' in found && ending.aborted) {
    // It was broken off by us, which says nothing of the calendar: another worker reads it.
    await rows.updateOne({ _id: record._id }, { $set: { dueAt: now } })
    return
  }
  if ('busy' in found) {
    const busy = found.busy.map(toTimes)
    await rows.updateOne({ _id: record._id }, { $set: { busy, state: 'ok', problem: null, readAt: now, failures: 0 } })
    return
  }
  const failures = record.failures + 1
  const pause = Math.min(longest, minute * 2 ** Math.min(failures - 1, 10))
  const dueAt = new Date(now.getTime() + pause)
  await rows.updateOne({ _id: record._id }, { $set: { state: 'down', problem: found.problem, failures, dueAt } })
}

/** @throws in words for its owner */
function accessTo({ sealed }: ExternalRecord, links: LinkSecrets) {
  try {
    return unseal(links, sealed)
  } catch (error) {
    throw new Error('its address was kept under another key, so add the calendar again', { cause: error })
  }
}

const toTimes = ({ from, to }: Span) => ({ from: new Date(from), to: new Date(to) })

/** What the network says, in words for people. */
const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers at the address',
  ECONNRESET: 'the connection broke off',
  ENOTFOUND: 'there is no such address',
  EAI_AGAIN: 'the address could not be looked up',
  ETIMEDOUT: 'it did not answer in time',
  EHOSTUNREACH: 'the address cannot be reached',
}

/** In a few words for its owner; addresses can hold secrets. */
function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = unreachable[code] ?? (error instanceof Error ? error.message : 'it could not be read')
  return words.replace(/https?:\/\/\S+/g, 'the address').slice(0, 200)
}
