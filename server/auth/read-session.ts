import type { endpoints } from '#protocol/auth'
import { AppError } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import { currentSession } from './current-session.ts'
import type { AuthParts } from './parts.ts'
import { giveSessionCookie } from './session-cookie.ts'

/** Who is signed in, with what rights. */
export function readSession({ db, sessions, signIn, secureCookies }: AuthParts): HandlerRun<typeof endpoints.session> {
  return async (_person, _input, context) => {
    const session = await currentSession(sessions, context)
    if (!session) throw new AppError('not-signed-in')
    // The stored session slides on with use; the cookie has to follow, else the browser drops it on its first date.
    giveSessionCookie(context, session.secret, session.expiresAt, secureCookies)
    const user = await signIn.describe({ db, now: new Date() }, session.userId)
    const needsSecondFactor = session.limits.limited === true
    return { user, expiresAt: session.expiresAt.toISOString(), needsSecondFactor }
  }
}
