import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { sessionCookie } from '../http/recognise-caller.ts'
import type { Sessions } from './sessions.ts'

/** The session of the request's cookie, and its secret; null: there is none, or it is over. */
export async function currentSession(sessions: Sessions, context: Context) {
  const secret = getCookie(context, sessionCookie)
  const session = secret ? await sessions.find(secret) : null
  return secret && session ? { secret, ...session } : null
}
