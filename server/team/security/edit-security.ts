import type { endpoints } from '#protocol/security'
import { AppError } from '../../app-error.ts'
import { factors } from '../../auth/two-factor/repository.ts'
import type { HandlerRun } from '../../http/bind.ts'
import { actOf, recordAudit } from '../audit.ts'
import type { TeamParts } from '../parts.ts'
import { askToEndShortSessions, endShortSessions } from './end-short-sessions.ts'
import { security } from './repository.ts'

/**
 * From here on everybody of the company needs a second factor. Who has none is signed out, and the next sign-in leads to
 * the set-up and nowhere else.
 */
export function editSecurity(parts: TeamParts): HandlerRun<typeof endpoints.editSecurity> {
  return async (member, { body: { requireTwoFactor } }, _context, once) => {
    const { employerId, userId } = member
    const answer = await once([], async (tx, member) => {
      if (requireTwoFactor && !(await factors.among(tx, [userId])).has(userId)) {
        throw new AppError(
          'conflict',
          'Set up two-factor sign-in for yourself first, so that you do not lock yourself out.',
        )
      }
      const before = await security.of(tx, employerId)
      if (before.requireTwoFactor === requireTwoFactor) return { requireTwoFactor }
      await security.put(tx, { ...before, requireTwoFactor })
      await askToEndShortSessions(tx, { employerId, userId: null })
      await recordAudit(tx, {
        ...actOf(member),
        action: 'security.changed',
        subject: { kind: 'employer', id: employerId },
        before: { requireTwoFactor: before.requireTwoFactor },
        after: { requireTwoFactor },
      })
      return { requireTwoFactor }
    })
    if (requireTwoFactor) await endShortSessions(parts, { employerId, userId: null })
    return answer
  }
}
