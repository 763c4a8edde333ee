import { describe, expect, it } from 'vitest'
import { defaultStages } from '#protocol/postings'
import { chipsOf } from './filter-chips.tsx'
import { defaultFilters, type Filters, readFilters, shownStages, writeFilters } from './filters.ts'
import { isShown, keptFilters } from './views/use-views.ts'

const all: Filters = {
  statuses: ['active', 'rejected'],
  text: 'heron',
  stages: ['screen', 'offer'],
  source: 'Careers page',
  unopened: true,
  waitingDays: 7,
  order: 'waiting',
}

describe('filters in the address', () => {
  it('[BRD-17] say the same to whoever opens the link', () => {
    const link = writeFilters(new URLSearchParams('candidate=c1'), all).toString()
    expect(readFilters(new URLSearchParams(link))).toEqual(all)
    expect(link).toContain('candidate=c1')
    expect(writeFilters(new URLSearchParams(), defaultFilters).toString()).toBe('')
  })

  it('[BRD-17] that say nothing sensible show everything', () => {
    const read = readFilters(new URLSearchParams('status=nobody&waiting=soon&order=x&stages=,'))
    expect(read).toEqual(defaultFilters)
    expect(shownStages(defaultStages, { ...read, stages: ['no-more'] })).toBe(defaultStages)
    expect(shownStages(defaultStages, all).map(({ id }) => id)).toEqual(['screen', 'offer'])
  })

  it('[BRD-18] are chips of which each takes itself off alone', () => {
    const chips = chipsOf(all, defaultStages)
    expect(chips.map(({ words }) => words)).toEqual([
      'Screen, Offer',
      'Careers page',
      '7 days or longer',
      'Not opened yet',
    ])
    const rest: Filters = Object.assign({ ...all }, ...chips.map(({ without }) => without))
    expect(chipsOf(rest, defaultStages)).toEqual([])
    expect(rest).toMatchObject({ statuses: all.statuses, text: 'heron', order: 'waiting' })
  })
})

describe('a view', () => {
  it('[BRD-19] keeps every filter but the search text', () => {
    expect(keptFilters(all)).not.toHaveProperty('text')
    const { text: _text, ...rest } = all
    expect(keptFilters(all)).toEqual(rest)
  })

  it('[BRD-19] is the shown one as long as the board shows just that', () => {
    const filters = keptFilters(all)
    expect(isShown({ filters }, { ...all, text: '' })).toBe(true)
    expect(isShown({ filters }, { ...all, text: '', stages: ['offer', 'screen'] })).toBe(true)
    for (const other of [all, { ...all, text: '', unopened: false }, { ...all, text: '', waitingDays: 3 }]) {
      expect(isShown({ filters }, other)).toBe(false)
    }
  })
})
