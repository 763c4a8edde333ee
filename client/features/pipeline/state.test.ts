import { describe, expect, it } from 'vitest'
import { Application, type ApplicationStatus } from '#protocol/applications'
import { UserId } from '#protocol/ids'
import type { FeedEvent } from '../../live/live-feed.ts'
import { applyEntries, type BoardState, emptyBoard, mergeRecords, pend, settle, shownCard } from './state.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()

function aCard(id: string, facts: Partial<{ stage: string; status: ApplicationStatus; version: number }> = {}) {
  const { stage = 'applied', status = 'active', version = 1 } = facts
  return Application.parse({
    id,
    jobId: 'job',
    candidateId: `c-${id}`,
    stage,
    status,
    source: null,
    candidate: { id: `c-${id}`, code: `Amber Heron · ${id}`, name: null },
    appliedAt: at(0),
    stageSince: at(version),
    viewed: false,
    selected: false,
    lookAgainAt: null,
    tags: [],
    version,
  })
}

type Moved = 'application.moved' | 'application.viewed' | 'application.received'

function anEntry(card: Application, type: Moved = 'application.moved', seq = card.version): FeedEvent {
  const { id, jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version } = card
  const data = { applicationId: id, jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version }
  return { seq, type, data, actor: { kind: 'user', id: 'dana' }, at: at(version) }
}

const boardOf = (...cards: Application[]) => mergeRecords(emptyBoard, cards).state
const apply = (state: BoardState, ...entries: FeedEvent[]) => applyEntries(state, entries, 'job', 'me')

describe('following a board', () => {
  it('[IMP-16] a card that a file brings again is read again, and one that is only told again is not', () => {
    const [gone, back] = [aCard('a', { status: 'withdrawn', version: 2 }), aCard('a', { version: 3 })]
    expect(apply(boardOf(gone), anEntry(back, 'application.received')).revealed).toEqual(['a'])
    expect(apply(boardOf(back), anEntry(back, 'application.received')).revealed).toEqual([])
  })

  it('an entry moves its card and says who did it', () => {
    const { state, changed } = apply(boardOf(aCard('a')), anEntry(aCard('a', { stage: 'screen', version: 2 })))
    expect(state.cards.get('a')).toMatchObject({ stage: 'screen', version: 2 })
    expect(state.changes.get('a')?.actor.id).toBe('dana')
    expect(changed).toEqual(['a'])
  })

  it('an entry that comes twice changes nothing the second time', () => {
    const entry = anEntry(aCard('a', { stage: 'screen', version: 2 }))
    const once = apply(boardOf(aCard('a')), entry)
    const twice = apply(once.state, entry)
    expect(twice.state.cards).toEqual(once.state.cards)
    expect(twice.changed).toEqual([])
  })

  it('an older entry that comes late does not take a card back', () => {
    const board = boardOf(aCard('a', { stage: 'offer', version: 5 }))
    expect(apply(board, anEntry(aCard('a', { stage: 'screen', version: 3 }))).state.cards.get('a')?.stage).toBe('offer')
  })

  it('a card that was opened stays opened, also when a move overtook the news', () => {
    const board = apply(boardOf(aCard('a')), anEntry(aCard('a', { stage: 'offer', version: 3 }))).state
    const late = apply(board, anEntry(aCard('a', { version: 2 }), 'application.viewed')).state
    expect(late.cards.get('a')).toMatchObject({ stage: 'offer', version: 3, viewed: true })
  })

  it('another posting and a type of a newer server pass by', () => {
    const other = anEntry({ ...aCard('a', { version: 4 }), jobId: 'other' as Application['jobId'] })
    const newer = { ...anEntry(aCard('a')), type: 'scorecard.submitted', data: { scorecardId: 's' } }
    const { state, changed, unknown } = apply(boardOf(aCard('a')), other, newer as unknown as FeedEvent)
    expect(state.cards).toEqual(boardOf(aCard('a')).cards)
    expect([...changed, ...unknown]).toEqual([])
  })

  it('an unknown application is named, and keeps the newer standing when its record arrives late', () => {
    const { state, unknown } = apply(emptyBoard, anEntry(aCard('n', { stage: 'screen', version: 2 })))
    expect(unknown).toEqual(['n'])
    const { state: merged } = mergeRecords(state, [aCard('n', { version: 1 })])
    expect(merged.cards.get('n')).toMatchObject({ stage: 'screen', version: 2 })
    expect(merged.awaited.size).toBe(0)
  })

  it('[BRD-30] other tags ask for the card again; other changes of the file do not', () => {
    const updated = (what: 'tags' | 'notes'): FeedEvent => ({
      ...{ seq: 2, at: at(2), actor: { kind: 'user', id: 'dana' }, type: 'candidate.updated' },
      data: { candidateId: aCard('a').candidateId, jobIds: ['job'], what, version: 2 },
    })
    expect(apply(boardOf(aCard('a')), updated('tags')).revealed).toEqual(['a'])
    expect(apply(boardOf(aCard('a')), updated('notes')).revealed).toEqual([])
    const merged = mergeRecords(boardOf(aCard('a')), [{ ...aCard('a'), tags: ['remote'] }])
    expect(merged.changed).toEqual(['a'])
  })

  it('a reveal to me asks for the name; one to somebody else does not', () => {
    const reveal = (userId: string): FeedEvent => ({
      seq: 2,
      at: at(2),
      actor: { kind: 'user', id: userId },
      type: 'candidate.revealed',
      data: { candidateId: aCard('a').candidateId, userId: UserId.parse(userId), jobIds: ['job'], version: 2 },
    })
    expect(apply(boardOf(aCard('a')), reveal('me')).revealed).toEqual(['a'])
    expect(apply(boardOf(aCard('a')), reveal('dana')).revealed).toEqual([])
  })
})

describe('my own move', () => {
  it('is shown before the server answers, and gone when it refuses', () => {
    const board = boardOf(aCard('a'))
    const pending = pend(board, 'a', { stage: 'offer', status: 'active', since: at(9) })
    expect(shownCard(pending, 'a')).toMatchObject({ stage: 'offer', stageSince: at(9), version: 1 })
    expect(shownCard(settle(pending, 'a'), 'a')).toEqual(board.cards.get('a'))
  })
})

describe('old snapshot + entries = fresh snapshot', () => {
  // Small deterministic generator: a failure names its seed.
  const random = (seed: number) => () => {
    seed = (seed * 1664525 + 1013904223) % 4294967296
    return seed / 4294967296
  }
  const stages = ['applied', 'screen', 'interview', 'offer']
  const statuses: ApplicationStatus[] = ['active', 'on_hold', 'rejected']

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('[BRD-10] in any duplication and order, seed %i', (seed) => {
    const next = random(seed + 1)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
    const truth = new Map(['a', 'b', 'c', 'd'].map((id) => [id, aCard(id)]))
    const old = boardOf(...truth.values())
    const entries: FeedEvent[] = []
    for (let seq = 1; seq <= 40; seq++) {
      const id = pick([...truth.keys(), 'late'])
      const before = truth.get(id)
      const version = (before?.version ?? 0) + 1
      const card = {
        ...aCard(id, { stage: pick(stages), status: pick(statuses), version }),
        viewed: before?.viewed ?? false,
      }
      const viewed = before !== undefined && next() < 0.2
      truth.set(id, viewed ? { ...before, viewed: true, version } : card)
      const now = truth.get(id)
      if (now) entries.push(anEntry(now, viewed ? 'application.viewed' : 'application.moved', seq))
    }
    const shuffled = [...entries, ...entries.filter(() => next() < 0.5)].sort(() => next() - 0.5)
    let board = old
    for (const entry of shuffled) board = apply(board, entry).state
    // What the page does with unknown applications: it reads them.
    board = mergeRecords(
      board,
      [...board.awaited.keys()].flatMap((id) => truth.get(id) ?? []),
    ).state
    expect(Object.fromEntries(board.cards)).toEqual(Object.fromEntries(truth))
  })
})
