import { describe, expect, it } from 'vitest'
import type { AnswerTheme } from '#protocol/answers'
import { voiceOf } from './pool.ts'
import { seal, unseal } from './sealed-draft.ts'
import { countThemes } from './themes.ts'
import { trendsOf } from './trends.ts'

const said = (text: string, rating: number | null = null, good: AnswerTheme[] = [], bad: AnswerTheme[] = []) => ({
  ...{ text, rating, good, bad },
})
const batch = (number: number, answers: ReturnType<typeof said>[]) => ({
  ...{ _id: `b${number}`, employerId: 'e', number, releasedOn: `2026-0${number}-01`, answers },
})

describe('themes in what candidates say', () => {
  it('[ANS-6] are those they chose and those their words speak of, each counted once an answer', () => {
    const counts = countThemes([
      said('I waited six weeks and heard nothing', 2, [], ['speed']),
      said('Quick, and everybody was kind', 5, ['respect']),
      said('The task was long', 3, [], ['task']),
      said('Nothing to add'),
    ])
    expect(counts).toEqual([
      { theme: 'speed', good: 0, bad: 1, mentions: 2 },
      { theme: 'communication', good: 0, bad: 0, mentions: 1 },
      { theme: 'respect', good: 1, bad: 0, mentions: 1 },
      { theme: 'task', good: 0, bad: 1, mentions: 1 },
    ])
  })
})

describe('trends of answers', () => {
  it('[ANS-6] go batch by batch, the oldest first, and say what keeps coming up', () => {
    const newestFirst = [
      batch(2, [said('slow', 2), said('fine', 4), said('fine'), said('fine'), said('fine')]),
      batch(1, [said('slow', 1), said('a kind talk', 3), said('fine'), said('fine'), said('fine')]),
    ]
    const trends = trendsOf(newestFirst)
    expect(trends.total).toBe(10)
    expect(trends.rating).toBe(2.5)
    expect(trends.points.map(({ number, rating }) => [number, rating])).toEqual([
      [1, 2],
      [2, 3],
    ])
    expect(trends.recurring).toEqual([{ theme: 'speed', good: 0, bad: 0, mentions: 2, batches: 2 }])
  })

  it('[ANS-6] are empty where nothing was released', () => {
    expect(trendsOf([])).toEqual({ total: 0, rating: null, points: [], recurring: [] })
  })
})

describe('what is written and not sent', () => {
  it('[ANS-8] is readable with the secret of the link alone', () => {
    const sealed = seal('It took long', 'secret')
    expect(sealed).not.toContain('long')
    expect(unseal(sealed, 'secret')).toBe('It took long')
    expect(() => unseal(sealed, 'another')).toThrow()
    expect(seal('It took long', 'secret')).not.toBe(sealed)
  })
})

describe('a voice', () => {
  it('[ANS-4] is one for one person, and another where the key is another', () => {
    expect(voiceOf('key', 'c1')).toBe(voiceOf('key', 'c1'))
    expect(voiceOf('key', 'c1')).not.toBe(voiceOf('key', 'c2'))
    expect(voiceOf('key', 'c1')).not.toBe(voiceOf('other', 'c1'))
  })
})
