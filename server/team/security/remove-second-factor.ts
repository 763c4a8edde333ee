import { EmployerRole } from '#protocol/permissions'
import type { endpoints } from '#protocol/team'
import { AppError } from '../../app-error.ts'
import { accounts } from '../../auth/accounts.ts'
import { factors } from '../../auth/two-factor/repository.ts'
import { employers } from '../../employers/repository.ts'
import type { Member } from '../../http/actor.ts'
import type { HandlerRun } from '../../http/bind.ts'
import type { Tx } from '../../journal/tx.ts'
import { actOf, recordAudit } from '../audit.ts'
import { authorizeChange, memberToChange } from '../change-member.ts'
import type { TeamParts } from '../parts.ts'
import { memberships } from '../repository.ts'

/**
 * Helps a colleague who lost phone and recovery codes. It is in the audit log with its reason, the person is told by mail,
 * and all of their sessions end: whoever has the phone may have one of them. An account is one over all companies, so of
 * somebody who is elsewhere, too, no single company takes the protection away.
 */
export const removeSecondFactor =
  ({ sessions, onSessionsEnded }: TeamParts): HandlerRun<typeof endpoints.removeSecondFactor> =>
  async (_member, { userId, body: { reason } }, _context, once): Promise<undefined> => {
    let ended: readonly string[] = []
    await once([], async (tx, member) => {
      await take(tx, member, userId, reason)
      ended = await sessions.endAllOf(tx, userId)
    })
    onSessionsEnded(ended)
  }

async function take(tx: Tx, member: Member, userId: string, reason: string): Promise<void> {
  const { employerId } = member
  const target = await memberToChange(tx, member, userId)
  await authorizeChange(tx, member, target, EmployerRole.parse(target.role))
  const account = await accounts.byId(tx, userId)
  if (!account || !(await factors.among(tx, [userId])).has(userId)) {
    throw new AppError('conflict', 'There is no second factor to remove. The password is enough to sign in.')
  }
  if ((await memberships.ofUser(tx, userId)).some((one) => one.employerId !== employerId)) {
    throw new AppError(
      'conflict',
      'This account is used at another company, too, so no one company removes its protection. Ask those who run ClearView.',
    )
  }
  await factors.remove(tx, userId)
  await recordAudit(tx, {
    ...actOf(member),
    action: 'second-factor.removed',
    subject: { kind: 'user', id: userId },
    reason,
  })
  const [{ companyName }, by] = [await employers.get(tx, employerId), await accounts.byId(tx, member.userId)]
  const data = { name: account.name, by: by?.name ?? '', companyName, reason }
  tx.outbox('send-mail', { to: account.email, template: 'second-factor-removed', data }, { employerId })
}
