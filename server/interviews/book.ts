import type { Conflict, SoftReason } from '#protocol/scheduling'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { hold, release } from './holds.ts'
import { type Cast, holdersOf, type KnownCast, occupiedAround, occupiedWithin, partiesOf } from './parties.ts'
import { day } from './time/clock.ts'
import { conflictsOf } from './time/conflicts.ts'
import { freeTimes, type PerDay } from './time/free-times.ts'
import type { Party } from './time/party.ts'
import type { Span } from './time/spans.ts'

export interface Booking extends Cast {
  readonly interviewId: string
  readonly slot: Span
  readonly despite: readonly SoftReason[]
  /** Where it stood before; null: nowhere. */
  readonly before: (Cast & { readonly slot: Span }) | null
  /** By the candidate, who is told nothing of who is busy; at `any` time everybody's hours count, set or usual. */
  readonly byCandidate?: 'any' | 'offered'
  /** Left out: it is read. */
  readonly known?: KnownCast
}

/** How many other times a refusal names. */
const alternatives = 3

/**
 * Holds a time in everybody's calendar, and gives up the one before, or refuses and changes nothing. Whoever decides on
 * the same calendars at the same time is made to decide again, so that nobody is ever in two interviews at once.
 * @throws {AppError} `interview-conflict` with what is in the way and three free times
 */
export async function book(tx: Tx, booking: Booking): Promise<void> {
  const { interviewId, employerId, slot, before, byCandidate, known: cast } = booking
  const all = await partiesOf(tx, booking, cast)
  const parties = byCandidate === 'any' ? all.map(heldToHours) : all
  const known = await occupiedAround(tx, parties, slot, interviewId)
  const conflicts = known.flatMap((one) => conflictsOf({ ...one, slot, despite: booking.despite }))
  if (conflicts.length > 0) {
    const times = await findTimes(tx, parties, {
      near: slot.from,
      length: slot.to - slot.from,
      most: alternatives,
      except: interviewId,
    })
    throw refusal(conflicts, times, byCandidate !== undefined)
  }
  if (before) await release(tx, await holdersOf(tx, before), { interviewId, ...before.slot })
  hold(tx, parties, { interviewId, employerId, ...slot })
}

const heldToHours = (party: Party): Party => ({ ...party, hoursSet: true })

/** Gives up the time that an interview held. */
export async function giveUp(tx: Tx, interviewId: string, before: Cast & { readonly slot: Span }): Promise<void> {
  await release(tx, await holdersOf(tx, before), { interviewId, ...before.slot })
}

interface Wish {
  readonly near: number
  /** In milliseconds. */
  readonly length: number
  readonly most: number
  /** An interview that moves. */
  readonly except?: string | undefined
  /** Not before this; left out: now. */
  readonly from?: number
  readonly perDay?: PerDay
}

/** Looked through one after the other, until enough is found: days around the time that was asked for. */
const ranges = [7, 28, 90]

/** Free times nearest to one, the earliest first: ISO 8601. */
export async function findTimes(scope: Scope, parties: readonly Party[], wish: Wish): Promise<string[]> {
  const { near, length, most, except, perDay, from = scope.now.getTime() } = wish
  for (const days of ranges) {
    const within = { from: Math.max(from, near - days * day), to: Math.max(from, near) + days * day }
    // A week more on both sides, since limits count whole weeks.
    const known = await occupiedWithin(scope, parties, { from: within.from - 8 * day, to: within.to + 8 * day }, except)
    const found = freeTimes({ parties: known, within, length, near, most, perDay })
    if (found.length === most || days === ranges.at(-1)) return found.map((time) => new Date(time).toISOString())
  }
  return []
}

function refusal(conflicts: readonly Conflict[], times: readonly string[], byCandidate: boolean): AppError {
  const words = byCandidate
    ? 'This time does not suit everybody any more. Choose another.'
    : `${[...new Set(conflicts.map(({ message }) => message))].join(' ')} ${times.length > 0 ? 'Choose one of the alternatives, or another time.' : 'Choose another time.'}`
  return new AppError('interview-conflict', words, {
    more: { conflicts: byCandidate ? [] : conflicts, alternatives: times },
  })
}
