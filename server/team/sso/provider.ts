import * as oidc from 'openid-client'
import { seenName } from '#protocol/names'
import type { Seals } from '../../store/seal.ts'
import type { SsoRecord } from '../security/repository.ts'
import { isOpen, purposeOf } from './settings.ts'

/** In seconds: a provider that takes longer keeps nobody waiting. */
const patience = 8

/** Who the provider says it is. */
export interface Claims {
  readonly issuer: string
  readonly subject: string
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly name: string | null
}

/** The provider as it describes itself. @throws when it does not answer, or is not what it says */
export async function discover(sso: SsoRecord, employerId: string, seals: Seals): Promise<oidc.Configuration> {
  const secret = sso.clientSecret === null ? undefined : seals.open(purposeOf(employerId), sso.clientSecret)
  return oidc.discovery(new URL(sso.issuer), sso.clientId, secret, secret === undefined ? oidc.None() : undefined, {
    timeout: patience,
    ...(isOpen(sso.issuer) ? { execute: [oidc.allowInsecureRequests] } : {}),
  })
}

interface Asked {
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Where the browser goes to sign in. */
export async function addressAt(provider: oidc.Configuration, asked: Asked): Promise<URL> {
  return oidc.buildAuthorizationUrl(provider, {
    redirect_uri: asked.redirectUri,
    scope: 'openid email profile',
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(asked.verifier),
    code_challenge_method: 'S256',
  })
}

/** Exchanges what the browser brought back. @throws when state, nonce, verifier, signature or time are not right */
export async function claimsFrom(provider: oidc.Configuration, came: URL, asked: Asked): Promise<Claims> {
  const tokens = await oidc.authorizationCodeGrant(provider, came, {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    expectedNonce: asked.nonce,
    idTokenExpected: true,
  })
  const id = tokens.claims()
  if (!id) throw new Error('The provider sent no ID token')
  // Many put the address into the user's own record alone.
  const more = id['email'] ? id : await oidc.fetchUserInfo(provider, tokens.access_token, id.sub)
  const { email, email_verified: verified, name } = more as Record<string, unknown>
  return {
    issuer: id.iss,
    subject: id.sub,
    email: typeof email === 'string' ? email : null,
    isEmailVerified: verified !== false && verified !== 'false',
    name: typeof name === 'string' ? seenName(name.slice(0, 120)) || null : null,
  }
}

/** Why the exchange failed, as far as whoever set it up can mend it. */
export function failureOf(error: unknown): 'denied' | 'wrong-client' | 'failed' {
  if (error instanceof oidc.AuthorizationResponseError) return 'denied'
  const isRefused = error instanceof oidc.ResponseBodyError && /^(invalid|unauthorized)_client$/.test(error.error)
  return isRefused || error instanceof oidc.WWWAuthenticateChallengeError ? 'wrong-client' : 'failed'
}

export const newAsked = (redirectUri: string): Asked => ({
  redirectUri,
  state: oidc.randomState(),
  nonce: oidc.randomNonce(),
  verifier: oidc.randomPKCECodeVerifier(),
})
