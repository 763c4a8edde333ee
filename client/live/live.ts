import { useSyncExternalStore } from 'react'
import { connection } from './connection.ts'

/** What a page shows: nothing yet, the truth, what was the truth before the connection broke, or why there is nothing. */
export type Live<Data> =
  | { readonly status: 'loading' }
  | { readonly status: 'live' | 'stale'; readonly data: Data }
  | { readonly status: 'failed'; readonly error: unknown; readonly retry: () => void }

const isCurrent = () => {
  const { online, link, feed } = connection.get()
  return online && link === 'open' && feed !== 'down' && feed !== 'refused'
}

/** Whether what is on screen follows every change. */
export const useIsLive = (): boolean => useSyncExternalStore(connection.subscribe, isCurrent)
