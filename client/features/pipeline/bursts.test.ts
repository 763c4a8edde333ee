import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Bursts } from './bursts.ts'

describe('entries in a burst', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('[BRD-21] are taken in order: the first at once, those right after it together', () => {
    const taken: number[][] = []
    const bursts = new Bursts<number>((items) => taken.push([...items]))
    bursts.add([1])
    expect(taken).toEqual([[1]])
    for (let item = 2; item <= 500; item++) bursts.add([item])
    expect(taken).toHaveLength(1)
    vi.advanceTimersByTime(40)
    expect(taken).toHaveLength(2)
    bursts.add([501])
    vi.advanceTimersByTime(40)
    expect(taken.flat()).toEqual(Array.from({ length: 501 }, (_, index) => index + 1))
    vi.advanceTimersByTime(1000)
    bursts.add([502])
    expect(taken.at(-1)).toEqual([502])
  })

  it('[BRD-21] are all taken when there is no time to wait', () => {
    const taken: number[] = []
    const bursts = new Bursts<number>((items) => taken.push(...items))
    bursts.add([1])
    bursts.add([2, 3])
    bursts.flush()
    expect(taken).toEqual([1, 2, 3])
    vi.advanceTimersByTime(1000)
    expect(taken).toEqual([1, 2, 3])
  })
})
