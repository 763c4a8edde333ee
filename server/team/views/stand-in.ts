import { may } from '#protocol/permissions'
import type { Member } from '../../http/actor.ts'
import type { Scope } from '../../store/scope.ts'
import { standIns } from './repository.ts'

/**
 * The member as whom this one looks; null: that view is over, is another's, or they may not look any more. It is nobody
 * in person: what belongs to somebody is not shown to whoever stands in for their role.
 */
export async function standInFor(scope: Scope, member: Member, viewId: string): Promise<Member | null> {
  const view = await standIns.find(scope, viewId)
  if (!view || view.expiresAt <= scope.now || !may(member, 'organisation.manage')) return null
  if (view.userId !== member.userId || view.employerId !== member.employerId) return null
  return { ...member, userId: `stand-in-${view._id}`, role: view.role, jobIds: view.jobIds }
}
