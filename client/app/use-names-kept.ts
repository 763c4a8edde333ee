import { useQueryClient } from '@tanstack/react-query'
import { endpoints } from '#protocol/auth'
import { useFeedEntries } from '../live/use-feed-entries.ts'
import { queryKeyOf } from '../rest/queries.ts'

/** Reads again what holds a name that is not right any more: entries tell that, never the name. */
export function useNamesKept(): void {
  const queries = useQueryClient()
  useFeedEntries(['employer.renamed'], () => {
    void queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.session) })
  })
  useFeedEntries(['person.renamed'], ({ data: { userId } }) => {
    void queries.invalidateQueries({ predicate: ({ state }) => speaksOf(state.data, userId) })
  })
}

/** Names come with the id of whose they are. */
const speaksOf = (data: unknown, userId: string): boolean => (JSON.stringify(data) ?? '').includes(`"${userId}"`)
