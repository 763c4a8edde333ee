import { describe, expect, it } from 'vitest'
import type { Theme } from '#protocol/feedback'
import { reportOf } from './report.ts'

const said = (by: string, rating: number, strengths: Theme[] = [], concerns: Theme[] = []) => ({
  ...{ by, rating, strengths, concerns },
})

describe('what a candidate reads of feedback on them', () => {
  it('[FBK-6] is nothing while fewer than three people said something, however often', () => {
    expect(reportOf([])).toBeNull()
    expect(reportOf([said('a', 5), said('b', 5), said('a', 1), said('b', 2)])).toBeNull()
  })

  it('[FBK-6] is a band, never a number', () => {
    const bandOf = (...ratings: number[]) =>
      reportOf(ratings.map((rating, index) => said(String(index), rating)))?.impression
    expect(bandOf(5, 4, 3)).toBe('strong')
    expect(bandOf(4, 3, 2)).toBe('good')
    expect(bandOf(3, 3, 2)).toBe('mixed')
  })

  it('[FBK-6] counts the newest of one person', () => {
    expect(reportOf([said('a', 5), said('b', 5), said('c', 5), said('a', 1)])?.impression).toBe('strong')
  })

  it('[FBK-7] holds the themes that several named, each on one side', () => {
    const report = reportOf([
      said('a', 4, ['craft', 'motivation'], ['preparation']),
      said('b', 4, ['craft', 'communication'], ['preparation', 'communication']),
      said('c', 4, ['communication'], ['communication', 'ownership']),
    ])
    expect(report).toEqual({ impression: 'strong', strengths: ['craft', 'communication'], concerns: ['preparation'] })
  })
})
