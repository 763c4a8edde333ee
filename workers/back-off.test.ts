import { describe, expect, it } from 'vitest'
import { defaultRetries, delayAfter } from './back-off.ts'

const policy = { tries: 6, finalTries: 3, firstDelay: 1000, largestDelay: 5000 }
const delays = (isFinal: boolean) =>
  [1, 2, 3, 4, 5, 6].map((attempt) => delayAfter(attempt, { isFinal, random: 0.5 }, policy))

describe('trying failed work again', () => {
  it('waits twice as long after each failure, up to the largest delay, and then gives up', () => {
    expect(delays(false)).toEqual([1000, 2000, 4000, 5000, 5000, null])
  })

  it('gives up sooner what was refused for good', () => {
    expect(delays(true)).toEqual([1000, 2000, null, null, null, null])
  })

  it('varies each delay by a tenth to both sides', () => {
    expect(delayAfter(1, { isFinal: false, random: 0 }, policy)).toBe(900)
    expect(delayAfter(1, { isFinal: false, random: 1 }, policy)).toBe(1100)
  })

  it('outlasts a mail server that is down for a night', () => {
    let hours = 0
    for (let attempt = 1; attempt < defaultRetries.tries; attempt++) {
      hours += (delayAfter(attempt, { isFinal: false, random: 0.5 }) ?? 0) / 3600_000
    }
    expect(hours).toBeGreaterThan(12)
  })
})
