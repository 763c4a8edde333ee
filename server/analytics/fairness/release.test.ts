import { describe, expect, it } from 'vitest'
import { mayFollow, type Range, told } from './chain.ts'
import { release, type Tables } from './release.ts'
import type { Groups, Settled } from './settled.ts'

const exact = (range: Range | undefined): number | null => (range && range.low === range.high ? range.low : null)

/** Numbers that come out the same every time. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

describe('what is told of a group', () => {
  it('[FAIR-6] is nothing when it is smaller than five', () => {
    expect(told([4, 4, 4])).toBeNull()
    expect(told([5, 0, 0])).not.toBeNull()
  })

  it('[FAIR-6] hides who were fewer than five at a step, and who were fewer than five not to go on', () => {
    expect(told([20, 17, 9, 4, 0])).toEqual([
      { low: 20, high: 20 },
      { low: 16, high: 20 },
      { low: 9, high: 9 },
      { low: 0, high: 4 },
      { low: 0, high: 4 },
    ])
    expect(told([12, 12, 12])?.slice(1)).toEqual([
      { low: 8, high: 12 },
      { low: 8, high: 12 },
    ])
  })

  it('[FAIR-6] tells who was hired before it tells of the steps between', () => {
    const exact = (n: number) => ({ low: n, high: n })
    expect(told([40, 12, 12, 12])).toEqual([exact(40), { low: 12, high: 16 }, { low: 12, high: 16 }, exact(12)])
    expect(told([40, 20, 16, 12])).toEqual([exact(40), exact(20), { low: 12, high: 16 }, exact(12)])
  })

  it('[FAIR-7] follows what was told only when every difference is of nobody or of five and more', () => {
    expect(mayFollow([20, 10], [23, 12])).toBe(false)
    expect(mayFollow([20, 10], [25, 10])).toBe(true)
    expect(mayFollow([20, 10], [25, 15])).toBe(true)
    expect(mayFollow([20, 10], [26, 15])).toBe(false)
    expect(mayFollow([20, 10], [20, 10])).toBe(true)
    expect(mayFollow([20, 10], [15, 5])).toBe(false)
    expect(mayFollow([], [6, 1])).toBe(true)
    expect(mayFollow([], [4, 1])).toBe(false)
    // What was told long ago and hidden since is not forgotten by whoever read it.
    expect(mayFollow([20, 10], [30, 12])).toBe(false)
  })
})

/** People who are settled one after the other, some of whom told what they are; some decisions are taken back. */
function aYear(seed: number, people: number) {
  const roll = dice(seed)
  const groups = new Map<string, Groups>()
  const settled = new Map<string, Settled>()
  return {
    groups,
    now: () => [...settled.values()],
    next: (n: number) => {
      const applicationId = `a${n}`
      const month = `2026-0${1 + Math.floor((8 * n) / people)}`
      settled.set(applicationId, {
        applicationId,
        jobId: `j${roll(3)}`,
        month,
        passed: [0, 0, 0, 1, 1, 2, 3, 5][roll(8)] ?? 0,
      })
      const answers = roll(4)
      if (answers > 0) groups.set(applicationId, { gender: ['woman', 'man', 'man', 'non_binary'][roll(4)] ?? 'man' })
      if (n > 20 && roll(10) === 0) settled.delete(`a${roll(n)}`)
    },
  }
}

describe('releases', () => {
  it.each([1, 2, 3, 4, 5])(
    '[FAIR-7] tell by no subtraction of fewer than five, asked after every decision (%i)',
    (seed) => {
      const [people, year] = [400, aYear(seed, 400)]
      const answers = new Map<string, Set<string>>()
      let tables: Tables = {}
      for (let n = 0; n < people; n++) {
        year.next(n)
        tables = release(tables, year.now(), year.groups, new Date(n))
        for (const [group, { chain }] of Object.entries(tables['gender']?.groups ?? {})) {
          const known = answers.get(group) ?? new Set()
          answers.set(group, known.add(JSON.stringify(told(chain)?.map(exact))))
        }
      }
      let [subtractions, updates] = [0, 0]
      for (const known of answers.values()) {
        const all = [...known].map((text) => JSON.parse(text) as (number | null)[])
        updates += all.length
        for (const [i, answer] of all.entries()) {
          // Within an answer, and between it and any other: also who came how far, and stopped there.
          for (const other of [answer.map(() => 0), ...all.slice(0, i)]) {
            const changes = answer.flatMap((n, at) => (n === null || other[at] === null ? [] : [n - (other[at] ?? 0)]))
            for (const one of [...changes, 0]) {
              for (const two of [...changes, 0]) {
                subtractions++
                const isolated = Math.abs(one - two)
                expect(isolated === 0 || isolated >= 5, `${JSON.stringify([other, answer])}: ${isolated}`).toBe(true)
              }
            }
          }
        }
      }
      expect(subtractions).toBeGreaterThan(200)
      // It is no defence that nothing is ever told.
      expect(updates).toBeGreaterThan(5)
    },
  )

  it('[FAIR-7] compare within postings the people of each release alone, and none whose hires are a range', () => {
    const groups = new Map<string, Groups>()
    const all: Settled[] = []
    const settle = (gender: string | null, jobId: string, hired: number, rejected: number) => {
      for (let i = 0; i < hired + rejected; i++) {
        const applicationId = `a${all.length}`
        if (gender) groups.set(applicationId, { gender })
        all.push({ applicationId, jobId, month: '2026-01', passed: i < hired ? 5 : 0 })
      }
    }
    const look = (before: Tables) => release(before, all, groups, new Date(0))
    settle('man', 'one', 10, 10)
    settle('woman', 'one', 6, 10)
    settle('woman', 'two', 0, 5)
    settle('man', 'two', 0, 5)
    settle('non_binary', 'one', 2, 8)
    settle(null, 'one', 0, 9)
    const first = look({})
    expect(Object.keys(first['gender']?.groups ?? {}).sort()).toEqual(['man', 'non_binary', 'woman'])
    expect(first['gender']?.within).toEqual({ woman: { oddsRatio: 0.6, p: expect.any(Number) } })
    // One woman is hired, and then so many others are settled that something else is released.
    settle('woman', 'one', 1, 0)
    settle('non_binary', 'two', 0, 7)
    settle(null, 'two', 0, 9)
    const second = look(first)
    expect(second['gender']?.groups['non_binary']?.chain[0]).toBe(17)
    expect(second['gender']?.groups['woman']).toBe(first['gender']?.groups['woman'])
    expect(second['gender']?.within).toEqual(first['gender']?.within)
  })

  it('[FAIR-8] wait until five others were settled as well', () => {
    const groups = new Map<string, Groups>()
    const of = (count: number, from: number, gender: string | null): Settled[] =>
      Array.from({ length: count }, (_, i) => {
        const applicationId = `${gender}${from + i}`
        if (gender) groups.set(applicationId, { gender })
        return { applicationId, jobId: 'j', month: '2026-01', passed: 0 }
      })
    const women = of(8, 0, 'woman')
    expect(release({}, women, groups, new Date(0))['gender']?.groups).toEqual({})
    const others = of(5, 0, null)
    const first = release({}, [...women, ...others], groups, new Date(0))
    expect(first['gender']?.groups['woman']?.chain[0]).toBe(8)
    const more = release(first, [...women, ...others, ...of(6, 8, 'woman')], groups, new Date(1))
    expect(more['gender']?.groups['woman']?.chain[0]).toBe(8)
    const last = release(more, [...women, ...of(12, 0, null), ...of(6, 8, 'woman')], groups, new Date(2))
    expect(last['gender']?.groups['woman']?.chain[0]).toBe(14)
  })
})
