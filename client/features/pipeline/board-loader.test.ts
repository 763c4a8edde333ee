import { describe, expect, it } from 'vitest'
import { Application } from '#protocol/applications'
import type { FeedEvent } from '../../live/live-feed.ts'
import { BoardLoader } from './board-loader.ts'
import { BoardStore } from './board-store.ts'
import { defaultFilters } from './filters.ts'
import { stagesOf } from './fixtures.ts'

const aCard = (id: string, version = 1, stage = 'applied') =>
  Application.parse({
    id,
    jobId: 'job',
    candidateId: `c-${id}`,
    stage,
    status: 'active',
    source: null,
    candidate: { id: `c-${id}`, code: id, name: null },
    appliedAt: '2026-01-01T00:00:00Z',
    stageSince: `2026-01-0${version}T00:00:00Z`,
    viewed: false,
    selected: false,
    lookAgainAt: null,
    tags: [],
    version,
  })

const moved = ({ id, ...card }: Application): FeedEvent => {
  const { jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version } = card
  return {
    seq: version,
    type: 'application.moved',
    data: { applicationId: id, jobId, candidateId, stage, status, stageSince, selected, lookAgainAt, version },
    actor: { kind: 'user', id: 'dana' },
    at: stageSince,
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

function aBoard(pages: Application[][], single: Record<string, Application> = {}) {
  const store = new BoardStore('job', 'me')
  store.arrange(stagesOf('applied', 'screen'), defaultFilters)
  const loader = new BoardLoader(store, {
    page: async (cursor) => {
      const index = Number(cursor ?? 0)
      return { items: pages[index] ?? [], nextCursor: index + 1 < pages.length ? String(index + 1) : null }
    },
    one: async (id) => single[id] ?? null,
  })
  return { store, loader }
}

describe('loading a board', () => {
  it('reads page after page', async () => {
    const { store, loader } = aBoard([[aCard('a')], [aCard('b')], [aCard('c')]])
    await loader.load()
    expect(store.column('applied').ids).toEqual(['a', 'b', 'c'])
    expect(loader.state.get()).toEqual({ status: 'ready' })
  })

  it('applies entries that come between two pages, also about cards that were not read yet', async () => {
    const { store, loader } = aBoard([[aCard('a')], [aCard('b')]])
    const loading = loader.load()
    loader.receive([moved(aCard('b', 2, 'screen'))])
    await loading
    expect(store.column('screen').ids).toEqual(['b'])
  })

  it('fetches an application it does not know', async () => {
    const { store, loader } = aBoard([[aCard('a')]], { n: aCard('n', 2, 'screen') })
    await loader.load()
    loader.receive([moved(aCard('n', 2, 'screen'))])
    await settled()
    expect(store.column('screen').ids).toEqual(['n'])
    expect(store.card('n')?.glow).toBe('theirs')
  })

  it('asks again for a card to which something happened while it was asked for', async () => {
    const answers: ((card: Application) => void)[] = []
    const store = new BoardStore('job', 'me')
    store.arrange(stagesOf('applied', 'screen'), defaultFilters)
    const one = () => new Promise<Application>((resolve) => answers.push(resolve))
    const loader = new BoardLoader(store, { page: async () => ({ items: [], nextCursor: null }), one })
    await loader.load()
    loader.receive([moved(aCard('n', 2))])
    loader.receive([moved(aCard('n', 3, 'screen'))])
    expect(answers).toHaveLength(1)
    answers[0]?.(aCard('n', 2))
    await settled()
    expect(answers).toHaveLength(2)
    answers[1]?.(aCard('n', 3, 'screen'))
    await settled()
    expect(store.column('screen').ids).toEqual(['n'])
  })

  it('drops what is gone when everything is read again', async () => {
    const pages = [[aCard('a'), aCard('b')]]
    const { store, loader } = aBoard(pages)
    await loader.load()
    pages[0] = [aCard('b')]
    await loader.load()
    expect(store.column('applied').ids).toEqual(['b'])
  })
})

describe('reading a column', () => {
  it("holds others' arrivals until I look away", async () => {
    const { store, loader } = aBoard([[aCard('a'), aCard('b', 1, 'screen')]])
    await loader.load()
    store.read('screen', true)
    loader.receive([moved(aCard('a', 2, 'screen'))])
    expect(store.column('screen')).toMatchObject({ ids: ['b'], waiting: ['a'] })
    store.read('screen', false)
    expect(store.column('screen')).toMatchObject({ ids: ['a', 'b'], waiting: [] })
  })
})
