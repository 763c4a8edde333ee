import { describe, expect, it } from 'vitest'
import { Application, type MoveApplication } from '#protocol/applications'
import { BoardStore } from './board-store.ts'
import { defaultFilters } from './filters.ts'
import { stagesOf } from './fixtures.ts'
import { type MoveServer, Moves } from './moves.ts'

const stale = new Error('stale')

/** A board of one card and a server whose answers the test decides. */
function aBoard(answer: (body: MoveApplication, ifMatch: number) => Application | Error) {
  const card = (facts: Partial<Application> = {}): Application => ({ ...base, ...facts })
  const base = Application.parse({
    id: 'a',
    jobId: 'job',
    candidateId: 'c',
    stage: 'applied',
    status: 'active',
    source: null,
    candidate: { id: 'c', code: 'Amber Heron · 7F', name: null },
    appliedAt: '2026-01-01T00:00:00Z',
    stageSince: '2026-01-01T00:00:00Z',
    viewed: true,
    selected: false,
    lookAgainAt: null,
    tags: [],
    version: 1,
  })
  const store = new BoardStore('job', 'me')
  store.arrange(stagesOf('applied', 'screen', 'offer'), { ...defaultFilters, statuses: ['active', 'on_hold'] })
  store.load([base])
  const sent: number[] = []
  const server: MoveServer = {
    move: async (_id, body, ifMatch) => {
      sent.push(ifMatch)
      const result = answer(body, ifMatch)
      if (result instanceof Error) throw result
      return result
    },
    moveMany: async () => {
      throw new Error('One card is moved by itself.')
    },
    read: async () => card({ stage: 'offer', version: 4 }),
    isOvertaken: (error) => error === stale,
  }
  return { store, moves: new Moves(store, server), card, sent }
}

describe('moving a card', () => {
  it('is on screen at once and confirmed by the answer', async () => {
    const board = aBoard((body) => board.card({ stage: body.stage ?? '', version: 2 }))
    const moving = board.moves.move('a', { stage: 'screen' })
    expect(board.store.column('screen').ids).toEqual(['a'])
    expect(board.store.card('a')?.pending).toBe(true)
    expect(await moving).toMatchObject({ kind: 'done', before: { stage: 'applied' }, after: { version: 2 } })
    expect(board.store.card('a')).toMatchObject({ pending: false, application: { stage: 'screen' } })
  })

  it('goes back with a mark when it is refused', async () => {
    const board = aBoard(() => new Error('closed'))
    expect((await board.moves.move('a', { stage: 'screen' })).kind).toBe('refused')
    expect(board.store.column('applied').ids).toEqual(['a'])
    expect(board.store.card('a')).toMatchObject({ pending: false, glow: 'refused' })
  })

  it('shows what somebody faster did', async () => {
    const board = aBoard(() => stale)
    expect(await board.moves.move('a', { stage: 'screen' })).toMatchObject({
      kind: 'overtaken',
      card: { stage: 'offer' },
    })
    expect(board.store.column('offer').ids).toEqual(['a'])
  })

  it('sends two quick moves one after the other, the second on the version of the first', async () => {
    const board = aBoard((body, ifMatch) => board.card({ stage: body.stage ?? '', version: ifMatch + 1 }))
    const first = board.moves.move('a', { stage: 'screen' })
    const second = board.moves.move('a', { stage: 'offer' })
    await first
    expect(board.store.column('offer').ids).toEqual(['a'])
    await second
    expect(board.sent).toEqual([1, 2])
    expect(board.store.card('a')).toMatchObject({ pending: false, application: { stage: 'offer', version: 3 } })
  })

  it('drops a move that was built on a refused one', async () => {
    const board = aBoard(() => new Error('closed'))
    const first = board.moves.move('a', { stage: 'screen' })
    const second = board.moves.move('a', { stage: 'offer' })
    expect([(await first).kind, (await second).kind]).toEqual(['refused', 'dropped'])
    expect(board.sent).toEqual([1])
    expect(board.store.column('applied').ids).toEqual(['a'])
  })
})
