import { useCallback } from 'react'
import type { Endpoint, Result } from '#protocol/contract'
import type { AnyRequest, CallRequest } from '../rest/call.ts'
import { useLine } from './line-context.tsx'

/** Sends a change; answers when the server has, after a reconnection if need be, and rejects only when it was refused. */
export type Write = <E extends Endpoint>(endpoint: E, request: CallRequest<E>, label: string) => Promise<Result<E>>

/** For every change outside signing in: without a connection it waits in the outbox, counted by the connection pill. */
export function useWrite(): Write {
  const { outbox } = useLine()
  return useCallback(
    // The contract's types were checked by the signature; the outbox handles any of them alike.
    async (endpoint, request, label) => (await outbox.write(endpoint, request as AnyRequest, label)) as never,
    [outbox],
  )
}
