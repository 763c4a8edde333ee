import { type endpoints, View } from '#protocol/team'
import { AppError } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import { actOf, recordAudit } from '../audit.ts'
import { memberships } from '../repository.ts'
import { standIns } from './repository.ts'

/** An hour: long enough to look around, too short to forget it. */
const lifetime = 3_600_000

/**
 * Opens a view that shows what a role sees, or a member's role and jobs. Nothing that is somebody's own is in it, such as
 * their ratings and whom they revealed; nothing can be changed through it.
 */
export async function viewAs(
  tx: Tx,
  actor: Member,
  { body: { role, userId } }: Pick<Input<typeof endpoints.viewAs>, 'body'>,
): Promise<View> {
  const member = userId === undefined ? null : await memberships.find(tx, actor.employerId, userId)
  const standing = member ?? (role === undefined ? null : { role, jobIds: [] })
  if (!standing) throw new AppError('not-found', 'There is no such member.')
  const expiresAt = new Date(tx.now.getTime() + lifetime)
  const seen = { role: standing.role, jobIds: standing.jobIds }
  const view = { _id: newId(tx.now.getTime()), employerId: actor.employerId, userId: actor.userId, ...seen, expiresAt }
  await standIns.insert(tx, view)
  const subject = userId === undefined ? { kind: 'role', id: standing.role } : { kind: 'user', id: userId }
  await recordAudit(tx, { ...actOf(actor), action: 'view.opened', subject, after: { role: standing.role } })
  return View.parse({ id: view._id, ...seen, userId: userId ?? null, expiresAt: expiresAt.toISOString() })
}
