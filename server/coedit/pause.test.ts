import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pause } from './pause.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function aPause(atMost?: number) {
  const calls: number[] = []
  const start = performance.now()
  const pause = new Pause({ after: 1000, ...(atMost === undefined ? {} : { atMost }) }, () =>
    calls.push(performance.now() - start),
  )
  const touchEvery = (milliseconds: number, times: number) => {
    for (let n = 0; n < times; n++) {
      pause.touch()
      vi.advanceTimersByTime(milliseconds)
    }
  }
  return { pause, calls, touchEvery }
}

describe('a pause in typing', () => {
  it('[COED-15] comes once, so long after the last letter', () => {
    const { calls, touchEvery } = aPause()
    touchEvery(300, 10)
    expect(calls).toEqual([])
    vi.advanceTimersByTime(10_000)
    expect(calls).toEqual([9 * 300 + 1000])
    touchEvery(10_000, 1)
    expect(calls).toHaveLength(2)
  })

  it('[COED-15] is not waited for beyond its time', () => {
    const { calls, touchEvery } = aPause(5000)
    touchEvery(300, 40)
    expect(calls).toEqual([5000, 10_100])
  })

  it('[COED-15] comes at once when nobody waits any longer, and not for nothing', () => {
    const { pause, calls } = aPause()
    pause.hurry()
    pause.touch()
    pause.hurry()
    expect(calls).toEqual([0])
    pause.touch()
    pause.stop()
    vi.advanceTimersByTime(10_000)
    expect(calls).toEqual([0])
  })
})
