import { queryOptions } from '@tanstack/react-query'
import type { Result } from '#protocol/contract'
import type { EmployerId } from '#protocol/ids'
import { endpoints } from '#protocol/postings'
import { allPages } from './all-pages.ts'
import { call } from './call.ts'

type Postings = Result<typeof endpoints.listPostings>

/**
 * The postings that a page chooses among, or knows the names of: the newest two hundred, and of older ones all that are
 * published or paused. A company that hires for years has many more, and some of those it still hires for are old.
 */
export const postingsQuery = (employerId: EmployerId) =>
  queryOptions({
    queryKey: [endpoints.listPostings.path, { employerId }, 'to choose from'],
    queryFn: async ({ signal }): Promise<Postings> => {
      const read = (query: { limit: number; cursor?: string; state?: 'published' | 'paused' }) =>
        call(endpoints.listPostings, { params: { employerId }, query, signal })
      const newest = await read({ limit: 200 })
      if (newest.nextCursor === null) return newest
      const inUse = (['published', 'paused'] as const).map((state) => allPages((page) => read({ ...page, state })))
      const all = [...newest.items, ...(await Promise.all(inUse)).flat()]
      return { items: [...new Map(all.map((posting) => [posting.id, posting])).values()], nextCursor: null }
    },
  })
