import type { endpoints } from '#protocol/auth'
import type { HandlerRun } from '../http/bind.ts'
import { currentSession } from './current-session.ts'
import type { AuthParts } from './parts.ts'
import { clearSessionCookie } from './session-cookie.ts'

/** Ends the session of this browser, on its open sockets too; without one there is nothing to end. */
export function logout({ sessions, secureCookies, onSessionsEnded }: AuthParts): HandlerRun<typeof endpoints.logout> {
  return async (_visitor, _input, context): Promise<undefined> => {
    const session = await currentSession(sessions, context)
    clearSessionCookie(context, secureCookies)
    if (!session) return
    await sessions.end(session.sessionId)
    onSessionsEnded([session.sessionId])
  }
}
