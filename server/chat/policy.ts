import type { EngagementState } from '#protocol/consultants'
import { type Role, reachOf } from '#protocol/permissions'

/** What of an engagement decides who may take part in its conversation. */
export interface Terms {
  readonly consultantId: string | null
  readonly state: EngagementState
  readonly historyOpen: boolean
  readonly addedUserIds: readonly string[]
}

export type Access = 'write' | 'read'

/**
 * What somebody may do in the conversation of an engagement; null: it does not exist for them. While the engagement is
 * active all participants write. After its end the employer's people read, the consultant only where that was left open.
 * @param role inside the engagement's employer; null: none
 */
export function accessOf(terms: Terms, userId: string, role: Role | null): Access | null {
  const { state, consultantId, historyOpen } = terms
  if (state !== 'active' && state !== 'ended') return null
  const whileActive = state === 'active' ? 'write' : 'read'
  if (userId === consultantId) return state === 'ended' && !historyOpen ? null : whileActive
  return isOfTheirs(terms, userId, role) ? whileActive : null
}

/** Of the employer's side. Another consultant of theirs is not. */
function isOfTheirs({ addedUserIds }: Terms, userId: string, role: Role | null): boolean {
  if (role === null || role === 'consultant') return false
  const reach = reachOf(role, 'consultant.chat')
  return reach === 'all' || (reach === 'added' && addedUserIds.includes(userId))
}
