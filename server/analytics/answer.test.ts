import { describe, expect, it } from 'vitest'
import { agreementOf } from './agreement.ts'
import { answerOf, percent } from './answer.ts'
import { bucketOf, quantile } from './counts.ts'

const hour = 3_600_000

const answer = (
  counts: Record<string, number>,
  isGuarded = false,
  days: Record<string, number> = {},
  isOfPart = false,
) =>
  answerOf(
    {
      counts: new Map(Object.entries(counts)),
      days: new Map(Object.entries(days).map(([day, n]) => [day, { applications: n, interviewed: 0, hired: 0 }])),
      asOf: new Date('2026-03-31T12:00:00Z'),
      isStale: false,
    },
    { total: 3, active: 2 },
    { isGuarded, isOfPart },
  )

describe('rates', () => {
  it.each([
    [0, 0, '0%'],
    [2, 10, '20%'],
    [1, 3, '33%'],
    [10, 10, '100%'],
    [1, 1000, '0.1%'],
    [1, 100_000, '0.1%'],
    [999, 1000, '99.9%'],
    [0, 1000, '0%'],
  ])('[FIG-5] %i of %i is %s', (part, all, text) => {
    expect(percent(part, all)).toBe(text)
  })
})

describe('durations', () => {
  it('[FIG-6] are whole hours, and whole days from three days on', () => {
    expect([0.4, 1.9, 71.9, 72, 95.9, 96, 24 * 4000].map((hours) => bucketOf(hours * hour))).toEqual([
      0,
      1,
      71,
      72,
      72,
      96,
      365 * 24,
    ])
    expect(bucketOf(-5)).toBe(0)
  })

  it('[FIG-6] the median is what half did not exceed', () => {
    const of = (...hours: number[]) => hours.map((each) => ({ hours: each, n: 1 }))
    expect(quantile(of(1, 2, 9), 0.5)).toBe(2)
    expect(quantile(of(1, 2, 9, 10), 0.5)).toBe(2)
    expect(quantile(of(1, 2, 3, 4, 5), 0.8)).toBe(4)
    expect(quantile([], 0.5)).toBeNull()
  })

  it('[FIG-7] of fewer than five are not told to readers from outside', () => {
    const few = { 'answer=3': 4, 'answer=9': 0 }
    expect(answer(few).firstAnswer).toMatchObject({ n: 4, medianHours: 3 })
    expect(answer(few, true).firstAnswer).toMatchObject({ n: null, medianHours: null, p80Hours: null })
    expect(answer({ 'answer=3': 4, 'answer=9': 1 }, true).firstAnswer).toMatchObject({ n: 5, medianHours: 3 })
  })
})

describe('the funnel', () => {
  it('[FIG-8] says who went on of those who do not wait any more', () => {
    const { funnel } = answer({
      'reached-screen': 12,
      'passed-screen': 6,
      'stopped-screen': 2,
      'waiting-screen': 4,
    })
    expect(funnel.stages.find(({ kind }) => kind === 'screen')).toEqual({
      ...{ kind: 'screen', reached: 12, passed: 6, stopped: 2, waiting: 4 },
      passThrough: 0.75,
    })
    expect(funnel.stages.find(({ kind }) => kind === 'offer')).toMatchObject({ reached: 0, passThrough: null })
  })
})

describe('reviewers', () => {
  it('[FIG-9] agree where two scores for a criterion are at most a step apart', () => {
    const scores = (all: Record<string, number>) => new Map(Object.entries(all))
    expect(agreementOf([scores({ a: 4, b: 2 }), scores({ a: 5, b: 5 })])).toBe(50)
    expect(agreementOf([scores({ a: 1 }), scores({ a: 3 }), scores({ a: 2 })])).toBe(67)
    expect(agreementOf([scores({ a: 1 }), scores({ b: 1 })])).toBeNull()
  })

  it('[FIG-9] of a part is not told to readers from outside, who could subtract it', () => {
    const panels = { panel: 6, agreement: 500 }
    const told = { panels: 6, share: 0.83 }
    expect(answer(panels, true).reviewerAgreement).toMatchObject(told)
    expect(answer(panels, false, {}, true).reviewerAgreement).toMatchObject(told)
    expect(answer(panels, true, {}, true).reviewerAgreement).toMatchObject({ panels: null, share: null })
  })

  it('[FIG-9] of fewer than five panels nobody is told how much', () => {
    expect(answer({ panel: 4, agreement: 300 }).reviewerAgreement).toMatchObject({ panels: null, share: null })
    expect(answer({ panel: 5, agreement: 400 }).reviewerAgreement).toMatchObject({ panels: 5, share: 0.8 })
  })
})

describe('weeks', () => {
  it('[FIG-10] begin on Monday, and one without applications is there', () => {
    const { weeks } = answer({}, false, { '2026-03-01': 2, '2026-03-02': 1, '2026-03-16': 4 }).weeks
    expect(weeks.map(({ week, applications }) => [week, applications])).toEqual([
      ['2026-02-23', 2],
      ['2026-03-02', 1],
      ['2026-03-09', 0],
      ['2026-03-16', 4],
    ])
  })

  it('[FIG-11] every figure says what it counts and of when it is', () => {
    const { funnel, timeToHire, weeks, sources } = answer({})
    for (const figure of [funnel, timeToHire, weeks, sources]) {
      expect(figure).toMatchObject({ definition: expect.stringMatching(/\w{3}/), asOf: '2026-03-31T12:00:00.000Z' })
    }
  })
})
