import { endpoints } from '#protocol/auth'
import { endpoints as twoFactor } from '#protocol/two-factor'
import type { Bind } from '../http/bind.ts'
import { confirmPasswordReset } from './confirm-password-reset.ts'
import { editMyName } from './edit-name.ts'
import { createLinkMailLimit } from './link-mail-limit.ts'
import { login } from './login.ts'
import { logout } from './logout.ts'
import { endMySession, endOtherSessions, listMySessions } from './my-sessions.ts'
import type { AuthParts } from './parts.ts'
import { readSession } from './read-session.ts'
import { requestPasswordReset } from './request-password-reset.ts'
import { resendVerification } from './resend-verification.ts'
import {
  beginTwoFactor,
  confirmTwoFactor,
  endTwoFactor,
  readTwoFactor,
  renewRecoveryCodes,
  type TwoFactorParts,
} from './two-factor/handlers.ts'
import { verifyEmail } from './verify-email.ts'

/** Invitations are public too, but belong to the team: see `team/routes.ts`. */
export function authRoutes(bind: Bind, parts: AuthParts & TwoFactorParts): void {
  const limit = createLinkMailLimit(parts.db, parts.log)
  bind.command(endpoints.verifyEmail, () => [], verifyEmail)
  bind.handle(endpoints.resendVerification, resendVerification(parts, limit))
  bind.handle(endpoints.login, login(parts))
  bind.handle(endpoints.logout, logout(parts))
  bind.handle(endpoints.session, readSession(parts))
  bind.handle(endpoints.editMyName, editMyName(parts))
  bind.handle(endpoints.listSessions, listMySessions(parts))
  bind.handle(endpoints.endSession, endMySession(parts))
  bind.handle(endpoints.endOtherSessions, endOtherSessions(parts))
  bind.handle(twoFactor.readTwoFactor, readTwoFactor(parts))
  bind.handle(twoFactor.beginTwoFactor, beginTwoFactor(parts))
  bind.handle(twoFactor.confirmTwoFactor, confirmTwoFactor(parts))
  bind.handle(twoFactor.renewRecoveryCodes, renewRecoveryCodes(parts))
  bind.handle(twoFactor.endTwoFactor, endTwoFactor(parts))
  bind.handle(endpoints.requestPasswordReset, requestPasswordReset(limit))
  bind.handle(endpoints.confirmPasswordReset, confirmPasswordReset(parts))
}
