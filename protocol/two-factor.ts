import { z } from 'zod'
import { get, post } from './contract.ts'

export const TwoFactorState = z.object({
  enabled: z.boolean(),
  recoveryCodesLeft: z.number(),
  /** A company of mine asks for it. */
  required: z.boolean(),
})
export type TwoFactorState = z.infer<typeof TwoFactorState>

/** Shown once: each is good once, in place of a code, when the phone is lost. */
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) })
const byPassword = {
  access: 'signed-in',
  limit: 'auth',
  body: z.strictObject({ password: z.string().max(1000) }),
} as const
const twoFactor = '/auth/two-factor'

/** Of the authenticator (six digits), or a recovery code. */
export const FactorCode = z.string().trim().min(1, 'Enter the code of your authenticator app.').max(40)

export const endpoints = {
  readTwoFactor: get(twoFactor, {
    summary: 'Whether I sign in with a second factor.',
    access: 'signed-in',
    result: TwoFactorState,
  }),
  beginTwoFactor: post(`${twoFactor}/begin`, {
    summary: 'Get a secret for an authenticator app; it counts once a code of it was confirmed.',
    ...byPassword,
    result: z.object({ secret: z.string(), address: z.string() }),
  }),
  confirmTwoFactor: post(`${twoFactor}/confirm`, {
    summary: 'Enter the first code. The answer holds the recovery codes, once.',
    access: 'signed-in',
    limit: 'auth',
    body: z.strictObject({ code: FactorCode }),
    result: RecoveryCodes,
  }),
  renewRecoveryCodes: post(`${twoFactor}/recovery-codes`, {
    summary: 'Get new recovery codes; the older ones stop working.',
    ...byPassword,
    result: RecoveryCodes,
  }),
  endTwoFactor: post(`${twoFactor}/end`, {
    summary: 'Sign in by the password alone again, unless a company of mine asks for more.',
    ...byPassword,
  }),
}
