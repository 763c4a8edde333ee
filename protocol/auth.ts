import { z } from 'zod'
import { Email, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { EmployerId, UserId } from './ids.ts'
import { Name } from './names.ts'
import { Role } from './permissions.ts'
import { FactorCode } from './two-factor.ts'

/** At least 10 characters; length counts, composition does not (NIST SP 800-63B). Common ones are refused by the server. */
export const Password = z
  .string()
  .min(10, 'Use at least 10 characters. A few words you remember are best.')
  .max(200, 'At most 200 characters.')

/** The secret from a mailed link. */
const LinkToken = z.string().min(1).max(200)

export const SignedInUser = z.object({
  id: UserId,
  email: z.string(),
  name: z.string(),
  kind: z.enum(['employer', 'consultant']),
  memberships: z.array(
    z.object({
      employerId: EmployerId,
      role: Role,
      companyName: z.string(),
      slug: z.string(),
      /** The jobs whose hiring team this person is on. */
      jobIds: z.array(z.string()),
    }),
  ),
})
export type SignedInUser = z.infer<typeof SignedInUser>

export const SessionView = z.object({
  user: SignedInUser,
  expiresAt: Time,
  /** A company asks for a second factor that is not set up: nothing else is reached until it is. */
  needsSecondFactor: z.boolean(),
})

/** Somewhere the person is signed in. */
export const OpenSession = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  /** Browser and system, such as `Firefox on Linux`. */
  device: z.string(),
  ip: z.string(),
  createdAt: Time,
  /** To ten minutes. */
  lastUsedAt: Time,
  expiresAt: Time,
})
export type OpenSession = z.infer<typeof OpenSession>

export const endpoints = {
  verifyEmail: post('/auth/verify-email', {
    summary: 'Confirm an e-mail address with the token from the mailed link.',
    access: 'public',
    limit: 'auth',
    body: z.strictObject({ token: LinkToken }),
  }),
  resendVerification: post('/auth/verify-email/resend', {
    summary: 'Mail the confirmation link again. The answer never tells whether the address is known.',
    access: 'public',
    limit: 'auth',
    body: z.strictObject({ email: Email }),
    status: 202,
  }),
  login: post('/auth/login', {
    summary: 'Sign in; the answer sets the session cookie.',
    access: 'public',
    limit: 'auth',
    asksPassword: true,
    body: z.strictObject({ email: Email, password: z.string().max(1000), code: FactorCode.optional() }),
    result: z.object({ user: SignedInUser }),
  }),
  logout: post('/auth/logout', {
    summary: 'End this session, on open sockets too.',
    access: 'public',
    actsOnSession: true,
    limit: 'auth',
  }),
  session: get('/auth/session', {
    summary: 'Who is signed in, with what rights.',
    access: 'signed-in',
    result: SessionView,
  }),
  editMyName: patch('/auth/session', {
    summary: 'Say my name otherwise: to colleagues, consultants and in mail.',
    access: 'signed-in',
    body: z.strictObject({ name: Name }),
    result: z.object({ name: z.string() }),
  }),
  listSessions: get('/auth/sessions', {
    summary: 'Where I am signed in.',
    access: 'signed-in',
    result: z.object({ items: z.array(OpenSession) }),
  }),
  endSession: del('/auth/sessions/:sessionId', {
    summary: 'Sign one of my browsers out, on its open pages too.',
    access: 'signed-in',
  }),
  endOtherSessions: post('/auth/sessions/end-others', {
    summary: 'Sign me out everywhere but here.',
    access: 'signed-in',
    result: z.object({ ended: z.number() }),
  }),
  requestPasswordReset: post('/auth/password-reset', {
    summary: 'Mail a link to choose a new password. The answer never tells whether the address is known.',
    access: 'public',
    limit: 'auth',
    body: z.strictObject({ email: Email }),
    status: 202,
  }),
  confirmPasswordReset: post('/auth/password-reset/confirm', {
    summary: 'Choose a new password with the mailed token; every session of the person ends.',
    access: 'public',
    limit: 'auth',
    body: z.strictObject({ token: LinkToken, password: Password }),
  }),
  describeInvitation: post('/invitations/describe', {
    summary: 'What an invitation offers, for the page that accepts it.',
    access: 'public',
    limit: 'auth',
    body: z.strictObject({ token: LinkToken }),
    result: z.object({ companyName: z.string(), email: z.string(), role: Role, hasAccount: z.boolean() }),
  }),
  acceptInvitation: post('/invitations/accept', {
    summary:
      'Join an employer. Somebody new chooses name and password; somebody with an account proves it with their password.',
    access: 'public',
    limit: 'auth',
    asksPassword: true,
    body: z.strictObject({
      token: LinkToken,
      name: Name,
      password: z.string().min(1).max(200),
      code: FactorCode.optional(),
    }),
    result: z.object({ user: SignedInUser }),
  }),
}
