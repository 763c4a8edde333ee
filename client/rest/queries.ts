import { queryOptions } from '@tanstack/react-query'
import type { Endpoint, Result } from '#protocol/contract'
import { type AnyRequest, type CallArguments, call } from './call.ts'

/** Query keys begin with the endpoint's path, so that everything read from an endpoint can be invalidated together. */
export function queryKeyOf<E extends Endpoint>(endpoint: E, ...[request]: CallArguments<E> | []) {
  const { params, query } = (request ?? {}) as AnyRequest
  if (params === undefined && query === undefined) return [endpoint.path] as const
  return query === undefined ? ([endpoint.path, params] as const) : ([endpoint.path, params, query] as const)
}

/** `useQuery(queryOf(endpoints.listRooms, { params: { employerId } }))` */
export function queryOf<E extends Endpoint>(endpoint: E, ...[request]: CallArguments<E>) {
  return queryOptions({
    queryKey: queryKeyOf(endpoint, ...([request] as CallArguments<E>)),
    queryFn: ({ signal }): Promise<Result<E>> => call(endpoint, ...([{ ...request, signal }] as CallArguments<E>)),
  })
}
