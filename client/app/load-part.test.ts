import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connection, initialConnection } from '../live/connection.ts'
import { loadPart, partsWaiting } from './load-part.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  connection.set(initialConnection)
})

const missing = () => Promise.reject(new Error('Failed to fetch dynamically imported module'))

describe('loading a part of the app', () => {
  it('waits for the connection and tries again', async () => {
    connection.set({ ...initialConnection, link: 'lost' })
    const load = vi
      .fn(missing)
      .mockRejectedValueOnce(new Error('offline'))
      .mockResolvedValueOnce('part' as never)
    const loading = loadPart(load)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(load).toHaveBeenCalledTimes(1)
    expect(partsWaiting.get()).toBe(1)
    connection.set({ ...initialConnection, link: 'open' })
    expect(await loading).toBe('part')
    expect(partsWaiting.get()).toBe(0)
  })

  it('gives up when the server is there and the part is not: it belongs to a release that is gone', async () => {
    connection.set({ ...initialConnection, link: 'open' })
    const loading = loadPart(missing).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await loading).toBeInstanceOf(Error)
  })
})
