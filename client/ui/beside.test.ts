import { describe, expect, it } from 'vitest'
import { beside } from './beside.ts'

describe('facts in one line', () => {
  it('[WEB-20] a name written from right to left leaves the number beside it where it is', () => {
    expect(beside('Lisbon', null, '3 in play')).toBe('Lisbon · 3 in play')
    expect(beside('عمّان', '3 in play')).toBe('\u2068عمّان\u2069 · 3 in play')
  })
})
