import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aJournal, openTestStore, type TestStore } from '../../tests/open-store.ts'
import { AppError } from '../app-error.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { book, giveUp } from './book.ts'
import { calendarPlan, readHolds } from './holds.ts'
import { workingHours } from './hours/repository.ts'
import { hour, minute } from './time/clock.ts'
import { overlap, type Span } from './time/spans.ts'
import { usualHours } from './time/working-hours.ts'

let store: TestStore
/** Two processes on one store, each with its own queues: nothing but the store stands between them. */
const processes: Journal[] = []

beforeAll(async () => {
  store = await openTestStore()
  for (const one of [store, await store.another()]) {
    await ensureIndexes(one.db, [calendarPlan])
    processes.push(aJournal(one))
  }
})
afterAll(async () => {
  for (const journal of processes) journal.close()
  await store.close()
})

/** A Sunday evening, so that bookings lie on both sides of the border between two weeks. */
const start = Date.UTC(2031, 0, 5, 20)
const people = 4

/** Somebody asks for a time, moves what they have, or cancels it. */
const Act = fc.record({
  what: fc.constantFrom('book', 'book', 'book', 'move', 'cancel'),
  which: fc.nat(7),
  who: fc.uniqueArray(fc.nat(people - 1), { minLength: 1, maxLength: 3 }),
  quarter: fc.nat(40),
  quarters: fc.integer({ min: 1, max: 8 }),
  process: fc.nat(1),
})
type Act = typeof Act extends fc.Arbitrary<infer T> ? T : never

interface Kept {
  readonly people: readonly string[]
  readonly slot: Span
}

/** The interviews of one run: what each has been told to be at, by whoever was answered last. */
function aWorld() {
  const [id, employers] = [newId(), [newId(), newId()]]
  const kept = new Map<string, Kept>()
  const person = (n: number) => `${id}${n}`
  const cast = (n: number, interviewerIds: readonly string[]) => ({
    ...{ employerId: employers[n % 2] ?? '', interviewerIds, roomIds: [], candidateId: null, timeZone: 'UTC' },
  })
  const run = async ({ what, which, who, quarter, quarters, process }: Act): Promise<boolean> => {
    const from = start + quarter * 15 * minute
    const slot = { from, to: from + quarters * 15 * minute }
    const interviewId = `${id}-${which}`
    const before = kept.get(interviewId)
    const journal = processes[process]
    if (!journal || (what === 'book') === (before !== undefined)) return true
    try {
      await journal.commit([feedOf(employers[which % 2] ?? '')], async (tx) => {
        const was = before && { ...cast(which, before.people), slot: before.slot }
        if (what === 'cancel') return was && giveUp(tx, interviewId, was)
        return book(tx, { ...cast(which, who.map(person)), interviewId, slot, despite: [], before: was ?? null })
      })
      if (what === 'cancel') kept.delete(interviewId)
      else kept.set(interviewId, { people: who.map(person), slot })
      return true
    } catch (error) {
      if (error instanceof AppError && error.code === 'interview-conflict') return false
      throw error
    }
  }
  return { run, kept, person }
}

const holdsOf = async (userId: string) => {
  const party = { kind: 'interviewer' as const, id: userId }
  const read = await readHolds({ db: store.db, now: new Date() }, [party], {
    from: start - 14 * 24 * hour,
    to: start + 14 * 24 * hour,
  })
  return read.get(`interviewer:${userId}`) ?? []
}

const pairs = <T>(list: readonly T[]): [T, T][] => list.flatMap((a, i) => list.slice(i + 1).map((b): [T, T] => [a, b]))

describe('whatever is booked, moved and cancelled, by two processes at once', () => {
  it('[INT-25] nobody is ever in two interviews at once, and calendars say what was answered', async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(fc.array(Act, { minLength: 12, maxLength: 36 }), async (acts) => {
        const world = aWorld()
        // Each interview is changed by one at a time; several of them at once.
        const lanes = new Map<number, Act[]>()
        for (const act of acts) lanes.set(act.which, [...(lanes.get(act.which) ?? []), act])
        await Promise.all(
          [...lanes.values()].map(async (lane) => {
            for (const act of lane) if (!(await world.run(act))) refused++
          }),
        )
        for (let n = 0; n < people; n++) {
          const holds = await holdsOf(world.person(n))
          expect(pairs(holds).filter(([a, b]) => overlap(a, b))).toEqual([])
          const told = [...world.kept].filter(([, { people: who }]) => who.includes(world.person(n)))
          const wanted = told.map(([interviewId, { slot }]) => ({ interviewId, ...slot }))
          const byId = (a: { interviewId: string }, b: { interviewId: string }) =>
            a.interviewId.localeCompare(b.interviewId)
          expect([...holds].sort(byId)).toEqual(wanted.sort(byId))
        }
      }),
      { numRuns: 25 },
    )
    // Else nothing was in anybody's way, and the test would show nothing.
    expect(refused).toBeGreaterThan(10)
  })

  it('[INT-25] nobody gets more interviews in a week than they take', async () => {
    const days = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])
    const hours = { ...usualHours('America/New_York'), days, mostPerWeek: 1 }
    // One week of New York, which lies in two weeks of UTC: each process books in its own of these.
    const [tuesday, sundayEvening] = [Date.UTC(2031, 0, 7, 12), Date.UTC(2031, 0, 13, 1)]
    for (let round = 0; round < 12; round++) {
      const userId = newId()
      await workingHours.put({ db: store.db, now: new Date() }, { _id: userId, hours, version: 1 })
      const answers = await Promise.allSettled(
        [tuesday, sundayEvening].map((from, i) =>
          processes[i]?.commit([feedOf(newId())], (tx) =>
            book(tx, {
              ...{ employerId: newId(), interviewerIds: [userId], roomIds: [], candidateId: null, timeZone: 'UTC' },
              ...{ interviewId: newId(), slot: { from, to: from + hour }, despite: [], before: null },
            }),
          ),
        ),
      )
      expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await holdsOf(userId)).toHaveLength(1)
    }
  })
})
