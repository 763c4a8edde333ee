import { describe, expect, it } from 'vitest'
import { pWords, rangeWords, rateWords, ratioWords, verdictWords } from './fairness-words.ts'

describe('fairness in words', () => {
  it('[FIGUI-4] a range is not told as a number', () => {
    expect([{ low: 12, high: 12 }, { low: 0, high: 4 }, { low: 36, high: 40 }, null].map(rangeWords)).toEqual([
      '12',
      'fewer than 5',
      '36 to 40',
      '–',
    ])
    expect(rateWords({ low: 0, high: 0.1 })).toBe('at most 10%')
    expect(rateWords({ low: 0.9, high: 1 })).toBe('90% to 100%')
    expect(ratioWords({ impactRatio: 0.5, isBound: true })).toBe('at most 0.50')
    expect([0.0001, 0.04321].map((p) => pWords({ p, isBound: false }))).toEqual(['< 0.001', '0.043'])
  })

  it('[FIGUI-4] no verdict reads as a legal finding', () => {
    const said = Object.values(verdictWords).map(({ label }) => label)
    expect(said.join(' ')).not.toMatch(/discriminat|illegal|violat|adverse|guilty|complian/i)
  })
})
