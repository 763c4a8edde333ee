import { describe, expect, it } from 'vitest'
import { ScoreFilter } from '#protocol/board-views'
import { defaultStages } from '#protocol/postings'
import { chipsOf } from './filter-chips.tsx'
import {
  defaultFilters,
  type Filters,
  matcher,
  narrowing,
  readFilters,
  shownStages,
  withKnownStages,
  writeFilters,
} from './filters.ts'
import { aCard } from './fixtures.ts'
import type { ScoreView } from './scores.ts'
import { isShown, isWithoutItsStages, keptFilters } from './views/use-views.ts'

const all: Filters = {
  statuses: ['active', 'rejected'],
  text: 'heron',
  stages: ['screen', 'offer'],
  source: 'Careers page',
  unopened: true,
  waitingDays: 7,
  tags: ['forklift, C1', 'remote'],
  score: 'sealed',
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
    const read = readFilters(new URLSearchParams('status=nobody&waiting=soon&order=x&stages=,&tag=&score=high'))
    expect(read).toEqual(defaultFilters)
    expect(shownStages(defaultStages, { ...read, stages: ['no-more'] })).toBe(defaultStages)
    expect(shownStages(defaultStages, all).map(({ id }) => id)).toEqual(['screen', 'offer'])
  })

  it('[BRD-25] are none where the stages that they name are gone, and narrow by those that are left', () => {
    const of = (stages: string[]) => withKnownStages({ ...defaultFilters, stages }, defaultStages)
    expect([of(['gone']), narrowing(of(['gone']))]).toEqual([defaultFilters, 0])
    expect(of(['gone', 'offer']).stages).toEqual(['offer'])
  })

  it('[BRD-18] are chips of which each takes itself off alone', () => {
    const chips = chipsOf(all, defaultStages)
    expect(chips.map(({ words }) => words)).toEqual([
      'Screen, Offer',
      'Careers page',
      '7 days or longer',
      'Tag: forklift, C1',
      'Tag: remote',
      'Some in, sealed',
      'Not opened yet',
    ])
    const rest: Filters = Object.assign({ ...all }, ...chips.map(({ without }) => without))
    expect(rest.tags).toHaveLength(1)
    expect(chipsOf({ ...rest, tags: [] }, defaultStages)).toEqual([])
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
    const shows = (now: Filters) => isShown({ filters }, now, defaultStages)
    expect(shows({ ...all, text: '' })).toBe(true)
    expect(shows({ ...all, text: '', stages: ['offer', 'screen'] })).toBe(true)
    for (const other of [
      all,
      { ...all, text: '', unopened: false },
      { ...all, text: '', waitingDays: 3 },
      { ...all, text: '', score: null },
      { ...all, text: '', tags: [] },
    ]) {
      expect(shows(other)).toBe(false)
    }
  })
})

describe('a view of stages that are gone', () => {
  it('[BRD-25] says so, and is not what a board without filters shows', () => {
    const of = (stages: string[]) => ({ filters: keptFilters({ ...defaultFilters, stages }) })
    expect(isWithoutItsStages(of(['gone']), defaultStages)).toBe(true)
    expect(isShown(of(['gone']), defaultFilters, defaultStages)).toBe(false)
    expect(isWithoutItsStages(of(['gone', 'offer']), defaultStages)).toBe(false)
    expect(isShown(of(['gone', 'offer']), { ...defaultFilters, stages: ['offer'] }, defaultStages)).toBe(true)
  })
})

describe('cards that the filters let through', () => {
  it('[BRD-29] have every tag, whatever its capitals', () => {
    const matches = matcher({ ...defaultFilters, tags: ['Remote', 'night shift'] }, Date.now())
    expect(matches(aCard({ id: 'a', tags: ['remote', 'Night shift', 'other'] }))).toBe(true)
    expect(matches(aCard({ id: 'b', tags: ['remote'] }))).toBe(false)
  })

  it('[BRD-29] stand as the panel is said to be; where scores are not for me, none does', () => {
    const score = { submitted: 1, expected: 3, revealed: false, waitsForMe: true }
    const shown = (wanted: ScoreFilter, of: ScoreView | null) =>
      matcher({ ...defaultFilters, score: wanted }, Date.now(), () => of)(aCard({ id: 'a' }))
    const found = (of: ScoreView | null) => ScoreFilter.options.filter((wanted) => shown(wanted, of))
    expect(found(score)).toEqual(['mine', 'sealed'])
    expect(found({ ...score, submitted: 0, waitsForMe: false })).toEqual(['nothing'])
    expect(found({ ...score, submitted: 3, revealed: true, waitsForMe: false })).toEqual(['revealed'])
    expect(found(null)).toEqual([])
  })
})
