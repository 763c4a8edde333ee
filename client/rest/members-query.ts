import { queryOptions } from '@tanstack/react-query'
import type { Result } from '#protocol/contract'
import type { EmployerId } from '#protocol/ids'
import { endpoints } from '#protocol/team'
import { allPages } from './all-pages.ts'
import { call } from './call.ts'

/** Everybody of the employer: whoever is chosen, named or looked for may be beyond a first page. */
export const membersQuery = (employerId: EmployerId) =>
  queryOptions({
    queryKey: [endpoints.listMembers.path, { employerId }, 'all'],
    queryFn: async ({ signal }): Promise<Result<typeof endpoints.listMembers>> => {
      const items = await allPages((query) => call(endpoints.listMembers, { params: { employerId }, query, signal }))
      return { items: [...items], nextCursor: null }
    },
  })
