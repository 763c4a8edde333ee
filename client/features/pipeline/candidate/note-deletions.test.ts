import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { undoTime } from '../../../ui/toasts.ts'
import { NoteDeletions } from './note-deletions.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a note that is deleted', () => {
  it('[BRD-34] is gone at once, and told to the server when the time to take it back is over', async () => {
    const [deletions, send] = [new NoteDeletions(), vi.fn(async () => undefined)]
    deletions.start('n', send)
    deletions.start('n', send)
    expect([...deletions.gone.get()]).toEqual(['n'])
    vi.advanceTimersByTime(undoTime - 1)
    expect(send).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(send).toHaveBeenCalledTimes(1)
    expect(deletions.gone.get().size).toBe(0)
  })

  it('[BRD-34] comes back by undo, and stays', async () => {
    const [deletions, send] = [new NoteDeletions(), vi.fn(async () => undefined)]
    deletions.start('n', send)
    deletions.undo('n')
    await vi.advanceTimersByTimeAsync(2 * undoTime)
    expect(send).not.toHaveBeenCalled()
    expect(deletions.gone.get().size).toBe(0)
  })

  it('[BRD-34] is deleted when the page goes before, once', async () => {
    const [deletions, send] = [new NoteDeletions(), vi.fn(async () => undefined)]
    deletions.start('n', send)
    deletions.sendAll()
    deletions.undo('n')
    await vi.advanceTimersByTimeAsync(2 * undoTime)
    expect(send).toHaveBeenCalledTimes(1)
  })

  it('[BRD-34] is shown again when the server refuses', async () => {
    const deletions = new NoteDeletions()
    const refused = vi.fn(async () => {
      throw new Error('No')
    })
    deletions.start('n', () => refused().catch(() => undefined))
    await vi.advanceTimersByTimeAsync(undoTime)
    expect(refused).toHaveBeenCalledTimes(1)
    expect(deletions.gone.get().size).toBe(0)
  })
})
