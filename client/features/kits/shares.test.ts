import { describe, expect, it } from 'vitest'
import { sharesOf } from './shares.ts'

describe('shares of the whole', () => {
  it.each([
    { weights: [], shares: [] },
    { weights: [3], shares: [100] },
    { weights: [1, 1, 1], shares: [34, 33, 33] },
    { weights: [5, 4, 3, 3, 3], shares: [28, 22, 17, 17, 16] },
    { weights: [10, 1], shares: [91, 9] },
  ])('[KITUI-3] weights $weights are $shares percent, and 100 together', ({ weights, shares }) => {
    expect(sharesOf(weights)).toEqual(shares)
  })
})
