import type { Context } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { sessionCookie } from '../http/recognise-caller.ts'

/** Out of reach for scripts, not sent along by other sites' forms; `secure` wherever people reach us over https. */
const attributes = (secure: boolean) => ({ httpOnly: true, sameSite: 'Lax', path: '/', secure }) as const

export function giveSessionCookie(context: Context, secret: string, expires: Date, secure: boolean): void {
  setCookie(context, sessionCookie, secret, { ...attributes(secure), expires })
}

export function clearSessionCookie(context: Context, secure: boolean): void {
  deleteCookie(context, sessionCookie, attributes(secure))
}
