import { z } from 'zod'
import { line, Time } from './common.ts'
import { get, patch, post, put } from './contract.ts'
import { EmployerRole } from './permissions.ts'

/** How people of a company sign in. */
export const Security = z.object({
  /** Everybody of the company needs a second factor; consultants answer for themselves. */
  requireTwoFactor: z.boolean(),
})
export type Security = z.infer<typeof Security>

/**
 * `off`: not used. `test`: only who manages the company signs in by it, to see that it works. `on`: people may.
 * `enforced`: people must, but for owners, who get in by their password whatever becomes of the provider.
 */
export const SsoState = z.enum(['off', 'test', 'on', 'enforced'])
export type SsoState = z.infer<typeof SsoState>

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/, 'Use a domain like example.com.')

const ssoFields = {
  issuer: z.url({ protocol: /^https?$/, error: 'Use the address of your provider, like https://login.example.com.' }),
  clientId: line(300),
  /** Whoever has an address of these joins at the first sign-in. */
  domains: z.array(domain).max(20),
  /** As what they join. */
  defaultRole: EmployerRole.exclude(['owner', 'admin']),
  state: SsoState,
}

export const Sso = z.object({
  ...ssoFields,
  hasSecret: z.boolean(),
  /** When somebody signed in by these settings; null: nobody has. */
  testedAt: Time.nullable(),
  /** What the provider has to know. */
  redirectUri: z.string(),
  /** Where a sign-in begins. */
  startUrl: z.string(),
  version: z.number(),
})
export type Sso = z.infer<typeof Sso>

export const endpoints = {
  readSecurity: get('/employers/:employerId/security', {
    summary: 'What the company asks of people who sign in.',
    access: { may: 'organisation.manage' },
    result: Security,
  }),
  editSecurity: patch('/employers/:employerId/security', {
    summary: 'Ask everybody for a second factor, or stop asking. Who has none is signed out and sets it up.',
    access: { may: 'organisation.manage' },
    byPeopleOnly: true,
    body: z.strictObject({ requireTwoFactor: z.boolean() }),
    result: Security,
  }),
  readSso: get('/employers/:employerId/sso', {
    summary: 'The company’s own sign-in (OpenID Connect), without its secret; null: there is none.',
    access: { may: 'organisation.manage' },
    /** `version`: of the settings; 0 while there are none. */
    result: z.object({ sso: Sso.nullable(), redirectUri: z.string(), version: z.number() }),
    versioned: true,
  }),
  editSso: put('/employers/:employerId/sso', {
    summary: 'Set up the company’s own sign-in. It is switched on after somebody has signed in by it in test.',
    access: { may: 'organisation.manage' },
    byPeopleOnly: true,
    body: z.strictObject({
      ...ssoFields,
      domains: ssoFields.domains.default([]),
      defaultRole: ssoFields.defaultRole.default('viewer'),
      state: SsoState.default('test'),
      /** Left out: the one that is kept. */
      clientSecret: z.string().min(1).max(1000).optional(),
    }),
    result: Sso,
    versioned: true,
  }),
  findSso: post('/auth/sso/find', {
    summary: 'Where people with this address sign in by their company; null: by password.',
    access: 'public',
    limit: 'auth',
    body: z.strictObject({ email: z.string().max(254) }),
    result: z.object({ startUrl: z.string().nullable() }),
  }),
  startSso: get('/auth/sso/:slug/start', {
    summary: 'Go to the company’s provider to sign in.',
    access: 'public',
    limit: 'auth',
    download: true,
  }),
  finishSso: get('/auth/sso/callback', {
    summary: 'Come back from the provider; the answer sets the session cookie.',
    access: 'public',
    limit: 'auth',
    download: true,
  }),
}
