import { describe, expect, it } from 'vitest'
import { fisherExact, type TwoByTwo } from './fisher.ts'
import { mantelHaenszel } from './mantel-haenszel.ts'
import { compare, type Rate, referenceOf } from './verdict.ts'

const table = (a: number, b: number, c: number, d: number): TwoByTwo => ({
  a: { passed: a, stopped: b },
  b: { passed: c, stopped: d },
})

describe('Fisher’s exact test', () => {
  it.each([
    ['the lady tasting tea (Fisher 1935)', table(3, 1, 1, 3), 0.4857143],
    ['the lady, had she been right each time', table(4, 0, 0, 4), 0.02857143],
    ['criminal twins (Fisher 1962, in R’s manual)', table(2, 10, 15, 3), 0.0005367241],
    ['who diets (in Wikipedia’s article)', table(1, 9, 11, 3), 0.002759456],
    ['whales and sharks in two oceans (SciPy’s manual)', table(8, 2, 1, 5), 0.03496503],
    ['nobody on one side', table(0, 0, 3, 5), 1],
  ])('[FAIR-1] gives the published p of %s', (_name, of, p) => {
    expect(fisherExact(of)).toBeCloseTo(p, 7)
  })

  it('[FAIR-1] is the same whichever group and outcome comes first', () => {
    expect(fisherExact(table(15, 3, 2, 10))).toBeCloseTo(fisherExact(table(2, 10, 15, 3)), 12)
    expect(fisherExact(table(10, 2, 3, 15))).toBeCloseTo(fisherExact(table(2, 10, 15, 3)), 12)
  })

  it('[FAIR-1] holds for tens of thousands', () => {
    expect(fisherExact(table(20_000, 30_000, 20_000, 30_000))).toBeCloseTo(1, 6)
    expect(fisherExact(table(20_000, 30_000, 19_000, 31_000))).toBeLessThan(1e-9)
  })
})

/** Admissions to the six largest departments of Berkeley, 1973 (Bickel, Hammel and O'Connell): men, then women. */
const berkeley = [
  table(512, 313, 89, 19),
  table(353, 207, 17, 8),
  table(120, 205, 202, 391),
  table(138, 279, 131, 244),
  table(53, 138, 94, 299),
  table(22, 351, 24, 317),
]

describe('strata', () => {
  it('[FAIR-2] take away a difference that is only between them: Berkeley 1973', () => {
    const within = mantelHaenszel(berkeley)
    expect(within?.oddsRatio).toBeCloseTo(0.9046968, 6)
    expect(within?.p).toBeCloseTo(0.2323, 3)
    const whole = mantelHaenszel([
      berkeley.reduce((sum, { a, b }) =>
        table(sum.a.passed + a.passed, sum.a.stopped + a.stopped, sum.b.passed + b.passed, sum.b.stopped + b.stopped),
      ),
    ])
    expect(whole?.oddsRatio).toBeCloseTo(1.84108, 4)
    expect(whole?.p).toBeLessThan(1e-15)
  })

  it('[FAIR-2] of one group or one outcome alone say nothing', () => {
    expect(mantelHaenszel([table(3, 0, 5, 0), table(0, 0, 2, 4)])).toBeNull()
  })
})

const rate = (passed: number, entered: number): Rate => ({
  entered: { low: entered, high: entered },
  passed: { low: passed, high: passed },
})

describe('the four-fifths rule', () => {
  it('[FAIR-3] flags the example of the Uniform Guidelines: 48 of 80 and 12 of 40', () => {
    expect(compare(rate(12, 40), rate(48, 80))).toMatchObject({ impactRatio: 0.5, verdict: 'flag', isBound: false })
  })

  it('[FAIR-3] finds too little in their small example: 3 of 20 and 1 of 10', () => {
    const found = compare(rate(1, 10), rate(3, 20))
    expect(found.impactRatio).toBeCloseTo(2 / 3, 10)
    expect(found.verdict).toBe('insufficient-data')
  })

  it('[FAIR-3] watches a low ratio that chance may explain, and a small difference that it does not', () => {
    expect(compare(rate(14, 50), rate(20, 50))).toMatchObject({ impactRatio: expect.closeTo(0.7), verdict: 'watch' })
    expect(compare(rate(4300, 10_000), rate(5000, 10_000))).toMatchObject({
      impactRatio: expect.closeTo(0.86),
      verdict: 'watch',
    })
    expect(compare(rate(45, 100), rate(50, 100)).verdict).toBe('none')
  })

  it('[FAIR-4] compares with the highest rate, of a group that is two in a hundred or more', () => {
    const rates = new Map([
      ['many', rate(300, 600)],
      ['some', rate(150, 200)],
      ['few', rate(10, 10)],
    ])
    expect(referenceOf(rates)).toBe('some')
    expect(referenceOf(new Map([['many', rate(300, 600)]]))).toBeNull()
  })

  it('[FAIR-5] reckons ranges in the group’s favour', () => {
    const few: Rate = { entered: { low: 40, high: 40 }, passed: { low: 0, high: 4 } }
    expect(compare(few, rate(48, 80))).toMatchObject({ isBound: true, verdict: 'flag' })
    expect(compare(few, rate(48, 80)).impactRatio).toBeCloseTo(0.1 / 0.6, 10)
    const nearlyAll: Rate = { entered: { low: 10, high: 10 }, passed: { low: 6, high: 10 } }
    expect(compare(nearlyAll, rate(45, 50)).verdict).toBe('none')
  })
})
