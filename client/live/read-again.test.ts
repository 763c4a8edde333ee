import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readAgain } from './read-again.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function aClient() {
  const queries = new QueryClient()
  const read = vi.spyOn(queries, 'invalidateQueries').mockResolvedValue()
  return { queries, read }
}

describe('reading again because of entries', () => {
  it('reads at once, and once more after a burst', () => {
    const { queries, read } = aClient()
    for (let seq = 1; seq <= 20; seq++) readAgain(queries, ['x'], seq, 500)
    expect(read).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(500)
    expect(read).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(5000)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('reads a shared query once for the same entry', () => {
    const { queries, read } = aClient()
    for (const seq of [7, 7, 7]) readAgain(queries, ['x'], seq, 500)
    vi.advanceTimersByTime(5000)
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('keeps queries apart', () => {
    const { queries, read } = aClient()
    readAgain(queries, ['x'], 1, 500)
    readAgain(queries, ['y'], 1, 500)
    expect(read).toHaveBeenCalledTimes(2)
  })
})
