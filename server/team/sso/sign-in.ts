import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { endpoints } from '#protocol/security'
import { hashPassword } from '../../auth/passwords.ts'
import { digest } from '../../auth/secrets.ts'
import { employers } from '../../employers/repository.ts'
import type { Visitor } from '../../http/actor.ts'
import type { HandlerRun } from '../../http/bind.ts'
import { feedOf } from '../../journal/entry.ts'
import { newSecret } from '../../store/ids.ts'
import { security } from '../security/repository.ts'
import type { SsoParts } from './parts.ts'
import { addressAt, claimsFrom, discover, failureOf, newAsked } from './provider.ts'
import { type AttemptRecord, attempts } from './repository.ts'
import { redirectUriOf } from './settings.ts'
import { type SsoRefusal, SsoRefused, whoCame } from './who-came.ts'

/** How long somebody may be at the provider, in milliseconds. */
const patience = 600_000
/** Binds the way back to the browser that went. */
const browserCookie = 'clearview_sso'
const cookiePath = '/api/auth/sso'

/** A page of ours; anything else would lead people astray with our name on it. */
const pageOf = (next: string | undefined): string =>
  next && /^\/(?![/\\])[^\s]*$/.test(next) ? next.slice(0, 500) : '/'

export function startSso(parts: SsoParts): HandlerRun<typeof endpoints.startSso> {
  const { scope, seals, log, publicUrl, secureCookies } = parts
  return async ({ request }, { slug }, context) => {
    const { _id: employerId } = await employers.bySlug(scope(), slug)
    const { sso } = await security.of(scope(), employerId)
    const isTest = context.req.query('test') === '1'
    if (!sso || sso.state === 'off') return refuse(context, 'off', isTest)
    const asked = newAsked(redirectUriOf(publicUrl()))
    const browser = newSecret()
    try {
      const address = await addressAt(await discover(sso, employerId, seals), asked)
      const { now } = scope()
      await attempts.insert(scope(), {
        ...{ _id: digest(asked.state), employerId, browser: digest(browser) },
        ...{ nonce: asked.nonce, verifier: asked.verifier, next: pageOf(context.req.query('next')), isTest },
        expiresAt: new Date(now.getTime() + patience),
      })
      const attributes = { httpOnly: true, sameSite: 'Lax', path: cookiePath, secure: secureCookies } as const
      setCookie(context, browserCookie, browser, { ...attributes, maxAge: patience / 1000 })
      return context.redirect(address.href, 302)
    } catch (error) {
      log.warn({ err: error, request, employerId }, 'the provider of a company does not answer as it should')
      return refuse(context, 'unreachable', isTest)
    }
  }
}

export function finishSso(parts: SsoParts): HandlerRun<typeof endpoints.finishSso> {
  const { scope, log, signIn } = parts
  return async (visitor, _input, context) => {
    let isTest = false
    try {
      const attempt = await attempts.take(scope(), digest(context.req.query('state') ?? ''))
      isTest = attempt?.isTest ?? false
      const { account, employerId, next, state } = await cameBack(parts, visitor, context, attempt)
      // In test it opens nothing: whoever came is signed in already.
      if (state === 'test') return context.redirect('/team/sign-in?tested=1', 302)
      await signIn.open(context, visitor, account, { only: employerId })
      return context.redirect(next, 302)
    } catch (error) {
      if (error instanceof SsoRefused) return refuse(context, error.reason, isTest)
      log.warn({ err: error, request: visitor.request, at: scope().now }, 'a sign-in by a company’s provider failed')
      return refuse(context, failureOf(error), isTest)
    }
  }
}

async function cameBack(
  { scope, journal, seals, publicUrl, standingChanged }: SsoParts,
  visitor: Visitor,
  context: Context,
  attempt: AttemptRecord | null,
) {
  const asked = context.req.query('state') ?? ''
  const browser = getCookie(context, browserCookie) ?? ''
  deleteCookie(context, browserCookie, { path: cookiePath })
  if (!attempt || attempt.expiresAt <= scope().now || attempt.browser !== digest(browser))
    throw new SsoRefused('failed')
  const { employerId, nonce, verifier, next } = attempt
  const { sso } = await security.of(scope(), employerId)
  if (!sso || sso.state === 'off') throw new SsoRefused('off')
  const redirectUri = redirectUriOf(publicUrl())
  // As the provider knows it: behind a proxy the request itself bears another address.
  const came = new URL(`${redirectUri}${new URL(context.req.url).search}`)
  const provider = await discover(sso, employerId, seals)
  const claims = await claimsFrom(provider, came, { redirectUri, state: asked, nonce, verifier })
  // Nobody knows it: whoever joins by the provider has no password until they reset it by mail.
  const passwordHash = await hashPassword(newSecret())
  const account = await journal
    .for(visitor)
    .commit([feedOf(employerId)], (tx) =>
      whoCame(tx, { visitor, employerId, sso, claims, passwordHash, standingChanged }),
    )
  return { account, employerId, next, state: sso.state }
}

type Failure = SsoRefusal | ReturnType<typeof failureOf> | 'unreachable'

/** Said to whoever set it up, who can mend it; to everybody else it did not work. */
const isForSetUp = (reason: Failure) => reason === 'unreachable' || reason === 'wrong-client' || reason === 'denied'

const refuse = (context: Context, reason: Failure, isTest: boolean): Response =>
  context.redirect(
    isTest ? `/team/sign-in?failed=${reason}` : `/sign-in?sso=${isForSetUp(reason) ? 'failed' : reason}`,
    302,
  )
