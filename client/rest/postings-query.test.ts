import { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { EmployerId } from '../../protocol/ids.ts'
import { postingsQuery } from './postings-query.ts'

afterEach(() => vi.unstubAllGlobals())

/** Answers lists of postings by what is asked for, and keeps the addresses. */
function answering(lists: Readonly<Record<string, { items: { id: string }[]; nextCursor: string | null }>>): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    const query = url.slice(url.indexOf('?') + 1)
    asked.push(query)
    return new Response(JSON.stringify(lists[query]), { headers: { 'Content-Type': 'application/json' } })
  })
  return asked
}
const read = () => new QueryClient().fetchQuery(postingsQuery(EmployerId.parse('acme')))

describe('the postings that a page chooses among', () => {
  it('[BRD-37] are the newest, and every older one that is published or paused', async () => {
    answering({
      'limit=200': { items: [{ id: 'newest' }, { id: 'new' }], nextCursor: 'c' },
      'limit=200&state=published': { items: [{ id: 'new' }], nextCursor: 'd' },
      'limit=200&cursor=d&state=published': { items: [{ id: 'evergreen' }], nextCursor: null },
      'limit=200&state=paused': { items: [{ id: 'paused' }], nextCursor: null },
    })
    const { items } = await read()
    expect(items.map(({ id }) => id)).toEqual(['newest', 'new', 'evergreen', 'paused'])
  })

  it('[BRD-37] are one answer where there are not that many', async () => {
    const asked = answering({ 'limit=200': { items: [{ id: 'only' }], nextCursor: null } })
    expect((await read()).items).toEqual([{ id: 'only' }])
    expect(asked).toEqual(['limit=200'])
  })
})
