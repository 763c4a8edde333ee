import { getCookie } from 'hono/cookie'
import type { endpoints } from '#protocol/auth'
import { AppError } from '../app-error.ts'
import type { HandlerRun } from '../http/bind.ts'
import { sessionCookie } from '../http/recognise-caller.ts'
import { timeNow } from '../store/clock.ts'
import type { AuthParts } from './parts.ts'
import { giveSessionCookie } from './session-cookie.ts'

/** Who is signed in, with what rights. */
export function readSession({ db, signIn, secureCookies }: AuthParts): HandlerRun<typeof endpoints.session> {
  return async ({ userId, expiresAt, limited }, _input, context) => {
    const secret = getCookie(context, sessionCookie)
    if (!secret || !expiresAt) throw new AppError('not-signed-in')
    // The stored session slides on with use; the cookie has to follow, else the browser drops it on its first date.
    giveSessionCookie(context, secret, expiresAt, secureCookies)
    const user = await signIn.describe({ db, now: timeNow() }, userId)
    return { user, expiresAt: expiresAt.toISOString(), needsSecondFactor: limited === true }
  }
}
