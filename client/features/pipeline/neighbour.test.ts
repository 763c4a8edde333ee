import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import { BoardStore } from './board-store.ts'
import { defaultFilters } from './filters.ts'
import { aCard, stagesOf } from './fixtures.ts'
import { neighbour } from './use-page-keys.ts'

describe('from candidate to candidate', () => {
  const store = new BoardStore('job', 'me')
  const stages = defaultStages.map(({ id }) => id)
  store.arrange(stagesOf(...stages), { ...defaultFilters, order: 'code' })
  store.load([aCard({ id: '1' }), aCard({ id: '2' }), aCard({ id: '3', stage: 'interview' })])
  store.load([aCard({ id: '4', status: 'rejected' })])
  const to = (candidateId: string, by: 1 | -1) => neighbour(store, defaultStages, candidateId, by)

  it('[BRD-20] leads down the column and on to the next that has somebody', () => {
    expect([to('c-1', 1), to('c-2', 1), to('c-3', -1)]).toEqual(['c-2', 'c-3', 'c-2'])
  })

  it('[BRD-20] ends at both ends, and begins at the top where the open one is not shown', () => {
    expect([to('c-1', -1), to('c-3', 1), to('c-4', 1)]).toEqual([null, null, 'c-1'])
  })
})
