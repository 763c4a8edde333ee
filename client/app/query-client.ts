import { QueryClient } from '@tanstack/react-query'
import { CallError, isRetryable } from '../rest/call-error.ts'

/** What was refused stays refused; what got no answer is asked again twice before the page says so. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && isRetryable(error),
        retryDelay: (failures, error) =>
          Math.max(error instanceof CallError ? (error.retryAfter ?? 0) * 1000 : 0, 400 * 2 ** failures),
        // The browser's idea of being online is often wrong, and a paused query would look like loading for ever.
        networkMode: 'always',
        staleTime: 10_000,
        refetchOnWindowFocus: false,
      },
    },
  })
}
