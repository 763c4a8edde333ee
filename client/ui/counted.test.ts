import { describe, expect, it } from 'vitest'
import { counted } from './counted.ts'

describe('a number of things', () => {
  it('[WEB-23] is said in the singular of one', () => {
    expect([0, 1, 2000].map((count) => counted(count, 'candidate'))).toEqual([
      '0 candidates',
      '1 candidate',
      '2,000 candidates',
    ])
    expect(counted(2, 'reply', 'replies')).toBe('2 replies')
  })
})
