import { type InvalidateOptions, type InvalidateQueryFilters, QueryClient } from '@tanstack/react-query'
import { CallError, isRetryable } from '../rest/call-error.ts'

/**
 * Of what is out of date, also the very first reading is broken off and begun again. TanStack goes on with it, as long
 * as there is nothing to show, and what it brings may be older than the change that made it out of date.
 */
class FreshQueryClient extends QueryClient {
  override invalidateQueries(filters?: InvalidateQueryFilters, options?: InvalidateOptions): Promise<void> {
    const reading = this.getQueryCache().findAll({ ...filters, fetchStatus: 'fetching' } as InvalidateQueryFilters)
    for (const query of reading) if (query.state.data === undefined) void query.cancel({ silent: true })
    return super.invalidateQueries(filters, options)
  }
}

/** What was refused stays refused; what got no answer is asked again twice before the page says so. */
export function createQueryClient(): QueryClient {
  return new FreshQueryClient({
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
