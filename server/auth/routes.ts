import type { Db } from 'mongodb'
import { endpoints, type SignedInUser } from '#protocol/auth'
import type { Bind } from '../http/bind.ts'
import type { Log } from '../log.ts'
import type { Scope } from '../store/scope.ts'
import { confirmPasswordReset } from './confirm-password-reset.ts'
import { createLinkMailLimit } from './link-mail-limit.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { readSession } from './read-session.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resendVerification } from './resend-verification.ts'
import type { Sessions } from './sessions.ts'
import type { SignIn } from './sign-in.ts'
import { verifyEmail } from './verify-email.ts'

export interface AuthParts {
  readonly db: Db
  readonly log: Log
  readonly sessions: Sessions
  readonly signIn: SignIn
  /** Where a person stands, joined with the names of the companies. */
  readonly membershipsOf: (scope: Scope, userId: string) => Promise<SignedInUser['memberships']>
  /** True when people reach us over https. */
  readonly secureCookies: boolean
  /** Told after the commit, so that the open sockets of these sessions close. */
  readonly onSessionsEnded: (sessionIds: readonly string[]) => void
}

/** Invitations are public too, but belong to the team: see `team/routes.ts`. */
export function authRoutes(bind: Bind, parts: AuthParts): void {
  const limit = createLinkMailLimit(parts.db, parts.log)
  bind.command(endpoints.verifyEmail, () => [], verifyEmail)
  bind.handle(endpoints.resendVerification, resendVerification(parts, limit))
  bind.handle(endpoints.login, login(parts))
  bind.handle(endpoints.logout, logout(parts))
  bind.handle(endpoints.session, readSession(parts))
  bind.handle(endpoints.requestPasswordReset, requestPasswordReset(limit))
  bind.handle(endpoints.confirmPasswordReset, confirmPasswordReset(parts))
}
