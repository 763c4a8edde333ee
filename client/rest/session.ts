import { type QueryClient, useQuery } from '@tanstack/react-query'
import { endpoints, type SignedInUser } from '#protocol/auth'
import { CallError } from './call-error.ts'
import { queryKeyOf, queryOf } from './queries.ts'

export type Session =
  | { readonly status: 'loading' }
  | { readonly status: 'signed-out' }
  | { readonly status: 'signed-in'; readonly user: SignedInUser; readonly needsSecondFactor: boolean }
  | { readonly status: 'failed'; readonly error: Error; readonly retry: () => void }

/** Who is signed in, as the server said last. */
export function useSession(): Session {
  const { data, error, refetch } = useQuery({ ...queryOf(endpoints.session), staleTime: Number.POSITIVE_INFINITY })
  // A refused session ends what was known before; an unreachable server does not.
  if (error instanceof CallError && error.code === 'not-signed-in') return { status: 'signed-out' }
  if (data === null) return { status: 'signed-out' }
  if (data) return { status: 'signed-in', user: data.user, needsSecondFactor: data.needsSecondFactor }
  if (error) return { status: 'failed', error, retry: () => void refetch() }
  return { status: 'loading' }
}

/**
 * Reads now and then who is signed in, and whenever the page is looked at: for whom no company's feed would tell of a
 * change.
 */
export function useSessionKeptFresh(): void {
  const fresh = { staleTime: 0, refetchInterval: 10_000, refetchOnWindowFocus: 'always' as const }
  useQuery({ ...queryOf(endpoints.session), ...fresh })
}

/** Asks again who is signed in: after signing in, and when rights may have changed. */
export async function refreshSession(queries: QueryClient): Promise<void> {
  await queries.fetchQuery({ ...queryOf(endpoints.session), staleTime: 0 })
}

/** Nobody is signed in: forgets everything that was read for the person who was. */
export function forgetSession(queries: QueryClient): void {
  const sessionKey = queryKeyOf(endpoints.session)
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
  queries.setQueryData(sessionKey, null as never)
}
