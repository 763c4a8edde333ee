import type { endpoints } from '#protocol/auth'
import type { HandlerRun } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { timeNow } from '../store/clock.ts'
import type { Scope } from '../store/scope.ts'
import { linkTokens } from './link-tokens.ts'
import type { AuthParts } from './parts.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { users } from './repository.ts'
import type { Sessions } from './sessions.ts'

type Run = HandlerRun<typeof endpoints.confirmPasswordReset>

export function confirmPasswordReset({ db, sessions, signIn, onSessionsEnded }: AuthParts): Run {
  return async (_visitor, { body: { token, password } }, _context, once): Promise<undefined> => {
    const passwordHash = await prepare({ db, now: timeNow() }, token, password)
    const { email, ended } = await once([], (tx) => setPassword(tx, sessions, token, passwordHash))
    onSessionsEnded(ended)
    await signIn.forgetFailures(email)
  }
}

/**
 * What can be found out before the transaction: is the link good and the password worth hashing? A refused password
 * leaves the link as it is, for another try.
 */
async function prepare(scope: Scope, token: string, password: string): Promise<string> {
  const account = await users.byId(scope, await linkTokens.ownerOf(scope, 'password-reset', token))
  await refuseWeakPassword(password, account ? [account.email, account.name] : [])
  return hashPassword(password)
}

/** The link proves the address too. Whoever was signed in with the old password is signed out. */
async function setPassword(tx: Tx, sessions: Sessions, token: string, passwordHash: string) {
  const userId = await linkTokens.use(tx, 'password-reset', token)
  const account = await users.byId(tx, userId)
  await users.setPassword(tx, userId, passwordHash)
  await users.confirmAddress(tx, userId)
  return { email: account?.email ?? '', ended: await sessions.endAllOf(tx, userId) }
}
