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
  it('reads at once, and once more after a burst', async () => {
    const { queries, read } = aClient()
    for (let seq = 1; seq <= 20; seq++) readAgain(queries, ['x'], seq, 500)
    expect(read).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(500)
    expect(read).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(5000)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('lets a slow reading end before the next, however many entries come', async () => {
    const { queries, read } = aClient()
    let end = () => {}
    read.mockImplementationOnce(
      () =>
        new Promise((resolve) => {
          end = resolve
        }),
    )
    for (let seq = 1; seq <= 8; seq++) {
      readAgain(queries, ['x'], seq, 500)
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(read).toHaveBeenCalledTimes(1)
    end()
    await vi.advanceTimersByTimeAsync(0)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('does not wait for ever for a reading that hangs', async () => {
    const { queries, read } = aClient()
    read.mockImplementationOnce(() => new Promise(() => {}))
    readAgain(queries, ['x'], 1, 500)
    readAgain(queries, ['x'], 2, 500)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(read).toHaveBeenCalledTimes(2)
  })

  it('reads a shared query once for the same entry', async () => {
    const { queries, read } = aClient()
    for (const seq of [7, 7, 7]) readAgain(queries, ['x'], seq, 500)
    await vi.advanceTimersByTimeAsync(5000)
    expect(read).toHaveBeenCalledTimes(1)
  })

  it('keeps queries apart', () => {
    const { queries, read } = aClient()
    readAgain(queries, ['x'], 1, 500)
    readAgain(queries, ['y'], 1, 500)
    expect(read).toHaveBeenCalledTimes(2)
  })
})
