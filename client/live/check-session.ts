import type { QueryClient } from '@tanstack/react-query'
import { CallError } from '../rest/call-error.ts'
import { refreshSession } from '../rest/session.ts'

/** Reads the session again, and with it every right. A refused one reaches `onSignedOut` by the call itself. */
export async function checkSession(queries: QueryClient): Promise<'signed-in' | 'signed-out' | 'unknown'> {
  try {
    await refreshSession(queries)
    return 'signed-in'
  } catch (error) {
    return error instanceof CallError && error.code === 'not-signed-in' ? 'signed-out' : 'unknown'
  }
}
