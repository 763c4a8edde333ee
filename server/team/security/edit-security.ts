import type { endpoints } from '#protocol/security'
import { AppError } from '../../app-error.ts'
import { factors } from '../../auth/two-factor/repository.ts'
import type { HandlerRun } from '../../http/bind.ts'
import type { Scope } from '../../store/scope.ts'
import { actOf, recordAudit } from '../audit.ts'
import type { TeamParts } from '../parts.ts'
import { membershipRows } from '../repository.ts'
import { security } from './repository.ts'

/**
 * From here on everybody of the company needs a second factor. Who has none is signed out, and the next sign-in leads to
 * the set-up and nowhere else.
 */
export function editSecurity({
  scope,
  sessions,
  onSessionsEnded,
}: TeamParts): HandlerRun<typeof endpoints.editSecurity> {
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
      await recordAudit(tx, {
        ...actOf(member),
        action: 'security.changed',
        subject: { kind: 'employer', id: employerId },
        before: { requireTwoFactor: before.requireTwoFactor },
        after: { requireTwoFactor },
      })
      return { requireTwoFactor }
    })
    if (requireTwoFactor) {
      const lacking = await withoutFactor(scope(), employerId)
      for (const one of lacking) onSessionsEnded(await sessions.endAllOf(scope(), one))
    }
    return answer
  }
}

async function withoutFactor(scope: Scope, employerId: string): Promise<string[]> {
  const people = (await membershipRows(scope).find({ employerId }).toArray())
    .filter(({ role }) => role !== 'consultant')
    .map(({ userId }) => userId)
  const having = await factors.among(scope, people)
  return people.filter((userId) => !having.has(userId))
}
