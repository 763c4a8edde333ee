import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FigureRows } from '#protocol/analytics'
import { defaultStages } from '#protocol/postings'
import { openTestStore, type TestStore } from '../../tests/open-store.ts'
import { entryDataOf } from '../applications/present.ts'
import type { ApplicationRecord } from '../applications/repository.ts'
import { decideMove, type Move } from '../applications/stages.ts'
import { anApplication } from '../applications/test-application.ts'
import { byCandidate, byUser } from '../journal/actors.ts'
import { createMemoryBus } from '../journal/bus.memory.ts'
import { feedOf, journalPlan } from '../journal/entry.ts'
import { createJournal, type SharedJournal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes } from '../store/mongo.ts'
import { outboxPlan } from '../store/outbox.ts'
import { createFigures, type Filter } from './figures.ts'
import { createBooks } from './keep-books.ts'
import { analyticsPlans, factRows } from './repository.ts'

let store: TestStore
const journals: SharedJournal[] = []
const everything: Filter = { jobIds: null, from: null, to: null }
const scope = () => ({ db: store.db, now: new Date() })

/** A node: its own bus, and its own memory of the figures. */
function aNode() {
  const log = pino({ level: 'silent' })
  const journal = createJournal({ ...store, bus: createMemoryBus(), log, onOutbox: () => undefined })
  journals.push(journal)
  const books = createBooks({ journal, scope })
  return { journal, books, figures: createFigures({ books, scope }) }
}

/** Numbers that come out the same every time. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

const ways: readonly Move[] = [
  ...defaultStages.map(({ id }) => ({ stage: id })),
  { status: 'rejected' },
  { status: 'active' },
  { status: 'on_hold' },
  { status: 'withdrawn' },
]

/** So many changes of a dozen applications to two postings, over days and within seconds. */
async function aHistory(journal: SharedJournal, employerId: string, changes: number, seed: number) {
  const roll = dice(seed)
  const cards: ApplicationRecord[] = []
  let now = Date.parse('2026-01-05T09:00:00Z')
  const append = (type: string, record: ApplicationRecord, actor = byUser({ userId: 'u1' })) => {
    const data = entryDataOf(type, record, defaultStages)
    return journal.append(feedOf(employerId), { key: newId(), type, data, actor, at: new Date(now) })
  }
  for (let i = 0; i < changes; i++) {
    now += [2000, 9000, 3_600_000, 100_000_000][roll(4)] ?? 0
    const at = new Date(now)
    if (cards.length < 12 && roll(3) === 0) {
      const card = anApplication({
        ...{ _id: newId(now), employerId, jobId: `job-${roll(2)}`, candidateId: newId() },
        ...{ appliedAt: at, stageSince: at, source: ['LinkedIn', null][roll(2)] ?? null },
      })
      cards.push(card)
      await append('application.received', card, byCandidate(card.candidateId))
      continue
    }
    const n = roll(Math.max(1, cards.length))
    const card = cards[n]
    if (!card) continue
    const isOver = card.status === 'rejected' || card.status === 'withdrawn'
    const move = isOver ? ({ status: 'active' } as const) : (ways[roll(ways.length)] ?? {})
    const decided = decideMove(card, move, defaultStages, 'u1', at)
    if (!decided) continue
    cards[n] = decided.application
    await append(decided.type, decided.application)
  }
}

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan, ...analyticsPlans])
})
afterAll(async () => {
  for (const journal of journals) journal.close()
  await store.close()
})

const numbersOf = (counts: ReadonlyMap<string, number>) =>
  Object.fromEntries([...counts].filter(([, n]) => n !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))

describe('figures that are kept', () => {
  it('[FIG-12] are what is counted anew from the feed, whenever they were looked at', async () => {
    const [node, employerId] = [aNode(), newId()]
    const filters: Filter[] = [
      ...[everything, { ...everything, jobIds: ['job-1'] }, { ...everything, from: '2026-01-06' }],
      { jobIds: ['job-0', 'job-2'], from: '2026-01-05', to: '2026-01-07' },
    ]
    for (let round = 1; round <= 6; round++) {
      await aHistory(node.journal, employerId, 25, round)
      for (const filter of filters) await node.figures.read(employerId, filter)
    }
    const kept = await node.figures.read(employerId, everything)
    expect(kept.counts.get('all')).toBeGreaterThan(20)
    const again = await aNode().books.follow(employerId, { name: 'anew' })
    const own = await node.books.follow(employerId)
    expect(again.seq).toBe(own.seq)
    const fresh = createFigures({ books: { follow: async () => again }, scope })
    for (const filter of filters) {
      const [one, other] = [await node.figures.read(employerId, filter), await fresh.read(employerId, filter)]
      expect(numbersOf(one.counts)).toEqual(numbersOf(other.counts))
      expect(one.counts.get('all')).toBeGreaterThan(0)
      expect(one.days).toEqual(other.days)
    }
    const rows = (book: string) => factRows(scope()).find({ book }).sort({ applicationId: 1 }).toArray()
    const [before, after] = [await rows(own.book), await rows(again.book)]
    expect(after.map(({ _id, book, ...fact }) => fact)).toEqual(before.map(({ _id, book, ...fact }) => fact))
  })

  it('[FIG-12] are not changed in hand by what comes after the answer', async () => {
    const [node, employerId] = [aNode(), newId()]
    await aHistory(node.journal, employerId, 25, 1)
    const [before, again] = [
      await node.figures.read(employerId, everything),
      await node.figures.read(employerId, everything),
    ]
    await aHistory(node.journal, employerId, 25, 2)
    const after = await node.figures.read(employerId, everything)
    expect(before.counts).toEqual(again.counts)
    expect(before.days).toEqual(again.days)
    expect(after.counts.get('all')).toBeGreaterThan(before.counts.get('all') ?? 0)
  })

  it('[FIG-13] count each entry exactly once, however many nodes look at the same time', async () => {
    const [writer, employerId] = [aNode(), newId()]
    const nodes = [aNode(), aNode(), aNode()]
    for (let round = 1; round <= 3; round++) {
      await aHistory(writer.journal, employerId, 20, round)
      await Promise.all(nodes.map(({ figures }) => figures.read(employerId, everything)))
    }
    const all = await Promise.all(nodes.map(({ figures }) => figures.read(employerId, everything)))
    const received = (await writer.journal.read(feedOf(employerId), 0, 500)).filter(
      ({ type }) => type === 'application.received',
    )
    for (const { counts } of all) {
      expect(counts.get('all')).toBe(received.length)
      expect(numbersOf(counts)).toEqual(numbersOf(all[0]?.counts ?? new Map()))
    }
  })

  it('[FIG-14] have exactly so many rows behind each number, of any posting and any period', async () => {
    const [node, employerId] = [aNode(), newId()]
    await aHistory(node.journal, employerId, 120, 4)
    const { book } = await node.books.follow(employerId)
    const days = [...(await node.figures.read(employerId, everything)).days.keys()].sort()
    const middle = days[Math.floor(days.length / 2)] ?? ''
    for (const jobIds of [null, ['job-0'], ['job-1']]) {
      for (const [from, to] of [
        [null, null],
        [middle, null],
        [null, middle],
      ] as const) {
        const { counts } = await node.figures.read(employerId, { jobIds, from, to })
        const day = { ...(from ? { $gte: from } : {}), ...(to ? { $lte: to } : {}) }
        const filter = { book, ...(jobIds ? { jobId: { $in: jobIds } } : {}), ...(from || to ? { day } : {}) }
        const rows = await factRows(scope()).find(filter).toArray()
        const behind = (of: string) => rows.filter(({ tags }) => tags.includes(of)).length
        const told = FigureRows.options.map((of) => [of, counts.get(of) ?? 0])
        expect(told).toEqual(FigureRows.options.map((of) => [of, behind(of)]))
      }
    }
  })

  it('[FIG-2] count an interview that took place, until it is set right to missed', async () => {
    const [node, employerId] = [aNode(), newId()]
    const card = anApplication({ _id: newId(), employerId })
    const tell = (type: string, data: object) =>
      node.journal.append(feedOf(employerId), { key: newId(), type, data, actor: byUser({ userId: 'u1' }) })
    const interviewed = async () => (await node.figures.read(employerId, everything)).counts.get('interviewed') ?? 0
    const become = async (interviewId: string, state: string) => {
      await tell(`interview.${state}`, { applicationId: card._id, interviewId })
      return interviewed()
    }
    await tell('application.received', entryDataOf('application.received', card, defaultStages))
    expect(await become('one', 'done')).toBe(1)
    expect(await become('one', 'no-show')).toBe(0)
    expect([await become('one', 'done'), await become('two', 'done')]).toEqual([1, 1])
    expect([await become('one', 'no-show'), await become('two', 'no-show')]).toEqual([1, 0])
  })

  it('[FIG-15] say how old they are when there was too much to count in time', async () => {
    const [node, employerId] = [aNode(), newId()]
    await aHistory(node.journal, employerId, 30, 5)
    expect(await node.books.follow(employerId, { patience: -1 })).toMatchObject({ seq: 0, isBehind: true })
    const behind = createFigures({
      books: { follow: (id) => node.books.follow(id, { patience: -1 }) },
      scope,
    })
    expect(await behind.read(employerId, everything)).toMatchObject({ isStale: true })
    await node.books.follow(employerId)
    expect(await behind.read(employerId, everything)).toMatchObject({ isStale: false })
  })
})
