import { QueryClient } from '@tanstack/react-query'
import { afterEach, expect, it, vi } from 'vitest'
import { EmployerId } from '../../protocol/ids.ts'
import { membersQuery } from './members-query.ts'

afterEach(() => vi.unstubAllGlobals())

it('[TEAM-9] everybody of the company is there to be chosen, named and looked for, beyond two hundred too', async () => {
  const pages: Readonly<Record<string, { items: { id: string }[]; nextCursor: string | null }>> = {
    'limit=200': { items: [{ id: 'ada' }], nextCursor: 'c' },
    'limit=200&cursor=c': { items: [{ id: 'bo' }], nextCursor: null },
  }
  vi.stubGlobal('fetch', async (url: string) => {
    const page = pages[url.slice(url.indexOf('?') + 1)]
    return new Response(JSON.stringify(page), { headers: { 'Content-Type': 'application/json' } })
  })
  const { items } = await new QueryClient().fetchQuery(membersQuery(EmployerId.parse('acme')))
  expect(items.map(({ id }) => id)).toEqual(['ada', 'bo'])
})
