import type { Engagement } from '#protocol/consultants'
import { reachOf } from '#protocol/permissions'
import { useMembership } from '../../rest/membership.tsx'

/** Whether I take part in the conversation of an engagement: by role, or because I was added. */
export function useTakesPart({ addedUserIds, conversationId }: Engagement): boolean {
  const { role, user } = useMembership()
  if (conversationId === null) return false
  const reach = reachOf(role, 'consultant.chat')
  return reach === 'added' ? addedUserIds.includes(user.id) : reach !== null
}
