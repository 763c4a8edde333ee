import { describe, expect, it } from 'vitest'
import { Fairness } from '#protocol/fairness'
import { presentTraits } from './present.ts'
import { release, type Tables } from './release.ts'
import type { Groups, Settled } from './settled.ts'

const traits = { gender: ['woman', 'man', 'non_binary', 'another'], disability: ['yes', 'no'] }

/** Settled applications: of each group, how many came past so many kinds of stage. */
function people(all: readonly { of: Groups; passed: number; count: number; month?: string; jobId?: string }[]) {
  const groups = new Map<string, Groups>()
  const settled: Settled[] = []
  for (const { of, passed, count, month = '2026-03', jobId = 'j1' } of all) {
    for (let i = 0; i < count; i++) {
      const applicationId = `a${settled.length}`
      settled.push({ applicationId, jobId, month, passed })
      groups.set(applicationId, of)
    }
  }
  return { groups, settled }
}

const panel = (...all: Parameters<typeof people>[0]) => {
  const { groups, settled } = people(all)
  const tables: Tables = release({}, settled, groups, new Date('2026-04-01T10:00:00Z'))
  return presentTraits(tables, traits)
}
const woman = { gender: 'woman' }
const man = { gender: 'man' }

describe('the fairness panel', () => {
  it('[FAIR-10] shows rates, ratios, the exact p, how many, and a verdict, for each step and for all', () => {
    const [gender] = panel(
      { of: man, passed: 0, count: 32 },
      { of: man, passed: 5, count: 48 },
      { of: woman, passed: 0, count: 28 },
      { of: woman, passed: 5, count: 12 },
    )
    const overall = gender?.steps.find(({ step }) => step === 'overall')
    expect(overall?.reference).toBe('man')
    expect(overall?.groups.find(({ group }) => group === 'woman')).toMatchObject({
      entered: { low: 40, high: 40 },
      passed: { low: 12, high: 12 },
      rate: { low: 0.3, high: 0.3 },
      impactRatio: 0.5,
      p: 0.0034,
      verdict: 'flag',
      asOf: '2026-04-01',
    })
    expect(gender?.steps.map(({ step }) => step)).toEqual([
      'overall',
      'applied',
      'screen',
      'assessment',
      'interview',
      'offer',
    ])
    expect(gender?.months[0]?.groups.find(({ group }) => group === 'woman')).toEqual({
      ...{ group: 'woman', impactRatio: 0.5, isBound: false, verdict: 'flag' },
    })
  })

  it('[FAIR-10] tells within postings that there is no difference where there is none', () => {
    const [gender] = panel(
      { of: man, passed: 5, count: 40, jobId: 'easy' },
      { of: man, passed: 0, count: 10, jobId: 'easy' },
      { of: man, passed: 5, count: 5, jobId: 'hard' },
      { of: man, passed: 0, count: 20, jobId: 'hard' },
      { of: woman, passed: 5, count: 8, jobId: 'easy' },
      { of: woman, passed: 0, count: 2, jobId: 'easy' },
      { of: woman, passed: 5, count: 20, jobId: 'hard' },
      { of: woman, passed: 0, count: 80, jobId: 'hard' },
    )
    const overall = gender?.steps[0]?.groups.find(({ group }) => group === 'woman')
    expect(overall?.verdict).toBe('flag')
    expect(gender?.within).toEqual([{ group: 'woman', oddsRatio: 1, p: expect.any(Number) }])
    expect(gender?.within[0]?.p).toBeGreaterThan(0.5)
  })

  it('[FAIR-6] says nothing of a small group, nor of a single other by which it could be reckoned', () => {
    const [, disability] = panel(
      { of: { disability: 'no' }, passed: 0, count: 30 },
      { of: { disability: 'yes' }, passed: 0, count: 3 },
      { of: man, passed: 0, count: 10 },
    )
    expect(disability?.steps[0]?.groups.map(({ group, entered }) => [group, entered])).toEqual([
      ['yes', null],
      ['no', null],
    ])
  })

  it('[FAIR-10] has the shape that the contract promises, also with nothing in it', () => {
    for (const shown of [panel(), panel({ of: woman, passed: 1, count: 9 }, { of: man, passed: 3, count: 9 })]) {
      expect(() => Fairness.shape.traits.parse(shown)).not.toThrow()
      expect(shown.flatMap(({ steps }) => steps.flatMap(({ groups }) => groups)).length).toBe(6 * 6)
    }
  })
})
