import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Readings } from './readings.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A query that is read, and the number that the feed is at. */
function aPage() {
  const feed = { at: 7 as number | null }
  const queries = new QueryClient()
  const readings = new Readings()
  const stop = readings.watch(queries, () => feed.at)
  const queryKey = ['postings']
  const read = (during = () => {}) =>
    queries.fetchQuery({
      queryKey,
      retry: false,
      queryFn: async () => {
        during()
        return {}
      },
    })
  const isCurrent = () => {
    const query = queries.getQueryCache().find({ queryKey })
    return query !== undefined && readings.isCurrent(query, feed.at)
  }
  return { feed, queries, queryKey, read, isCurrent, stop }
}

describe('[LIVE-4] an answer that is shown once more', () => {
  it('is current as long as no entry came after it was asked for', async () => {
    const { feed, read, isCurrent } = aPage()
    await read()
    expect(isCurrent()).toBe(true)
    feed.at = 8
    expect(isCurrent()).toBe(false)
    await read()
    expect(isCurrent()).toBe(true)
  })

  it('is not current when an entry came while it was on its way', async () => {
    const { feed, read, isCurrent } = aPage()
    await read(() => {
      feed.at = 8
    })
    expect(isCurrent()).toBe(false)
  })

  it('is not current when it was asked for before the feed was joined', async () => {
    const { feed, read, isCurrent } = aPage()
    feed.at = null
    await read()
    expect(isCurrent()).toBe(false)
    feed.at = 7
    expect(isCurrent()).toBe(false)
  })

  it('stays as old as it was when another reading fails, or when the page changes it by itself', async () => {
    const { feed, queries, queryKey, read, isCurrent } = aPage()
    await read()
    feed.at = 8
    await expect(
      read(() => {
        throw new Error('no answer')
      }),
    ).rejects.toThrow('no answer')
    expect(isCurrent()).toBe(false)
    queries.setQueryData(queryKey, { mine: true })
    expect(isCurrent()).toBe(false)
  })

  it('is not trusted for long: some change with time alone', async () => {
    const { read, isCurrent } = aPage()
    await read()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(isCurrent()).toBe(false)
  })

  it('is unknown once nobody watches', async () => {
    const { stop, read, isCurrent } = aPage()
    stop()
    await read()
    expect(isCurrent()).toBe(false)
  })
})
