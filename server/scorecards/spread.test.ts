import { describe, expect, it } from 'vitest'
import type { RatingsContent, RatingsRecord } from './repository.ts'
import { overallOf, spreadOf, standingAt } from './spread.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 0, 1, hour))
const saying = (conclusion: string): RatingsContent => ({ ratings: [], recommendation: 'yes', conclusion })
const record = (facts: Partial<RatingsRecord>): RatingsRecord => ({
  ...{ _id: 'a:u', employerId: 'e', jobId: 'j', applicationId: 'a', userId: 'u' },
  ...saying('now'),
  ...{ submittedAt: null, late: false, amendments: [], version: 1, ...facts },
})
const earlier = (hour: number, conclusion: string) => ({
  ...saying(conclusion),
  at: at(hour),
  reason: 'I had misread it',
  afterReveal: true,
})

describe('how far ratings lie apart', () => {
  it('[SCORE-12] mean, middle, lowest and highest are of those who gave a number', () => {
    expect(spreadOf([4, null, 2, 5])).toMatchObject({ count: 3, mean: 3.67, median: 4, low: 2, high: 5 })
    expect(spreadOf([1, 4])).toMatchObject({ count: 2, mean: 2.5, median: 2.5, low: 1, high: 4 })
    expect(spreadOf([null])).toEqual({ count: 0, mean: null, median: null, low: null, high: null, outliers: [] })
  })

  it('[SCORE-12] of three or more, who is two or more from the middle stands apart', () => {
    expect(spreadOf([4, 4, 1]).outliers).toEqual([2])
    expect(spreadOf([null, 5, 3, 3, 1]).outliers).toEqual([1, 4])
    expect(spreadOf([4, 4, 3]).outliers).toEqual([])
    // Of two, who would be the one apart?
    expect(spreadOf([1, 5]).outliers).toEqual([])
  })

  it('[SCORE-12] the whole is the mean of the criteria by their weights; what nobody rated does not count', () => {
    const criteria = [
      { weight: 3, mean: 4 },
      { weight: 1, mean: 2 },
      { weight: 9, mean: null },
    ]
    expect(overallOf(criteria)).toBe(3.5)
    expect(overallOf([{ weight: 3, mean: null }])).toBeNull()
  })
})

describe('as it stood at the reveal', () => {
  it('[SCORE-14] what came or changed after it is not in it', () => {
    const early = record({ submittedAt: at(1) })
    const late = record({ submittedAt: at(9), late: true })
    const draft = record({})
    const amended = record({
      submittedAt: at(2),
      amendments: [earlier(3, 'first'), earlier(7, 'second'), earlier(8, 'third')],
    })
    const conclusions = standingAt([early, late, draft, amended], at(5)).map(({ conclusion }) => conclusion)
    expect(conclusions).toEqual(['now', 'second'])
  })
})
