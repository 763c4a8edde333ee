import type { Context } from 'hono'
import type { Db } from 'mongodb'
import type { SignedInUser } from '#protocol/auth'
import { AppError } from '../app-error.ts'
import type { Visitor } from '../http/actor.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { timeNow } from '../store/clock.ts'
import type { Scope } from '../store/scope.ts'
import { createTurns } from '../turns.ts'
import { emailKeyOf } from './addresses.ts'
import { createAttempts } from './attempts.ts'
import { hashPassword, isOutdated, isPassword } from './passwords.ts'
import { presentSignedIn } from './present.ts'
import { type SessionLimits, type UserRecord, users } from './repository.ts'
import { giveSessionCookie } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'
import type { SecondFactor } from './two-factor/second-factor.ts'

interface SignInParts {
  readonly db: Db
  readonly journal: SharedJournal
  readonly sessions: Sessions
  /** Where a person stands, joined with the names of the companies. */
  readonly membershipsOf: (scope: Scope, userId: string) => Promise<SignedInUser['memberships']>
  /** Failures allowed per account in 15 minutes. */
  readonly loginFailures: number
  /** True when people reach us over https. */
  readonly secureCookies: boolean
  readonly secondFactor: SecondFactor
  /** What a session that was opened by password reaches. */
  readonly limitsOf: (scope: Scope, userId: string) => Promise<SessionLimits>
}

/** Proving who one is, and what follows from it. Invitations prove and open the same way as the sign-in page. */
export interface SignIn {
  /**
   * The account at this address, if this is its password.
   * @throws {AppError} `wrong-credentials`, also when there is no such account; `rate-limited` after too many
   * failures, even for the right password; `second-factor-needed` or `wrong-code` for who has set one up
   */
  prove(email: string, password: string, code?: string | undefined): Promise<UserRecord>
  /** The same, of somebody who is signed in already: without the second factor. */
  provePassword(email: string, password: string): Promise<UserRecord>
  /** Forgets failures: the person has shown otherwise that the account is theirs. */
  forgetFailures(email: string): Promise<void>
  /**
   * Opens a session, sets its cookie and says who is signed in.
   * @param limits of a session that was not opened by password
   * @throws {AppError} `wrong-credentials` when the password was changed since it was proved; `sso-required` when every
   * company of the person asks for its own sign-in
   */
  open(context: Context, visitor: Visitor, proved: UserRecord, limits?: SessionLimits): Promise<SignedInUser>
  /** Who is signed in, with what rights, as stored now. */
  describe(scope: Scope, userId: string): Promise<SignedInUser>
}

export function createSignIn({
  db,
  journal,
  sessions,
  membershipsOf,
  loginFailures,
  secureCookies,
  secondFactor,
  limitsOf,
}: SignInParts): SignIn {
  const failures = createAttempts(db, 'login', loginFailures, 15 * 60)
  const inTurn = createTurns()
  const now = (): Scope => ({ db, now: timeNow() })

  /** A password that opens nothing would leave its person in front of an empty page. */
  async function refuseIfNowhere(userId: string, { notAt = [] }: SessionLimits): Promise<void> {
    if (notAt.length === 0) return
    const stands = await membershipsOf(now(), userId)
    if (stands.some(({ employerId }) => !notAt.includes(employerId))) return
    const names = stands.map(({ companyName }) => companyName).join(', ')
    throw new AppError(
      'sso-required',
      `${names} signs people in by its own provider. Use “Continue with your company” on the sign-in page.`,
    )
  }

  const describe: SignIn['describe'] = async (scope, userId) => {
    const [user, memberships] = await Promise.all([users.byId(scope, userId), membershipsOf(scope, userId)])
    if (!user) throw new AppError('not-signed-in')
    return presentSignedIn(user, memberships)
  }

  // One at a time per account: guesses sent all at once would otherwise be looked at before the first is counted.
  const proveWith = (email: string, password: string, more: (account: UserRecord) => Promise<void>) =>
    inTurn(emailKeyOf(email), async () => {
      const { waitMs, counted } = await failures.state(email)
      if (waitMs > 0) throw tooManyFailures(waitMs)
      const account = await users.byEmailKey(now(), emailKeyOf(email))
      const isRight = await isPassword(account?.passwordHash ?? null, password)
      if (!account || !isRight) {
        await failures.count(email)
        throw new AppError('wrong-credentials')
      }
      try {
        await more(account)
      } catch (error) {
        // Codes are guessed like passwords; that one is needed is no guess.
        if (error instanceof AppError && error.code === 'wrong-code') await failures.count(email)
        throw error
      }
      if (counted) await failures.forget(email)
      return isOutdated(account.passwordHash) ? renewHash(now(), account, password) : account
    })

  return {
    describe,
    forgetFailures: failures.forget,
    prove: (email, password, code) =>
      proveWith(email, password, (account) => secondFactor.demand(now(), account._id, code)),
    provePassword: (email, password) => proveWith(email, password, async () => undefined),
    open: async (context, visitor, proved, given) => {
      const limits = given ?? (await limitsOf(now(), proved._id))
      await refuseIfNowhere(proved._id, limits)
      const { secret, expiresAt } = await journal.for(visitor).commit([], async (tx) => {
        // Writing to the account makes this conflict with a reset that ends all sessions: without it, a session
        // opened with the old password in that moment would stay.
        const isCurrent = await users.noteSignIn(tx, proved._id, proved.passwordHash)
        if (!isCurrent) throw new AppError('wrong-credentials')
        return sessions.create(tx, proved._id, visitor, limits)
      })
      giveSessionCookie(context, secret, expiresAt, secureCookies)
      return presentSignedIn(proved, await membershipsOf(now(), proved._id))
    },
  }
}

/** Keeps the same password under today's parameters. */
async function renewHash(scope: Scope, account: UserRecord, password: string): Promise<UserRecord> {
  const passwordHash = await hashPassword(password)
  await users.replaceHash(scope, account._id, account.passwordHash, passwordHash)
  return { ...account, passwordHash }
}

function tooManyFailures(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1000)
  const minutes = Math.ceil(seconds / 60)
  return new AppError(
    'rate-limited',
    `Too many failed sign-ins to this account. Try again in ${minutes} min, or choose a new password by mail.`,
    { retryAfter: seconds },
  )
}
