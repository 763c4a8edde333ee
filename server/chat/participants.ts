import type { Participant } from '#protocol/chat'
import { Role, reachOf } from '#protocol/permissions'
import type { EngagementRecord } from '../consultants/engagements.ts'
import type { Scope } from '../store/scope.ts'
import { colleaguesWith } from '../team/colleagues.ts'
import type { ChatParts } from './parts.ts'
import { accessOf, type Terms } from './policy.ts'
import { type Conversing, presentPerson } from './present.ts'
import { readPositions } from './repository.ts'

/** Roles that are in every conversation of their employer. */
const rolesIn = Role.options.filter((role) => role !== 'consultant' && reachOf(role, 'consultant.chat') === 'all')
/** A list longer than this helps nobody; all may write all the same. */
const mostListed = 500

/** Ids of everybody in the conversation of an engagement. */
export async function participantIds(
  scope: Scope,
  engagement: Terms & { readonly employerId: string },
): Promise<string[]> {
  const { employerId, consultantId, addedUserIds } = engagement
  const colleagues = await colleaguesWith(scope, employerId, { roles: rolesIn, orIds: addedUserIds, most: mostListed })
  const theirs = colleagues.filter(({ userId, role }) => accessOf(engagement, userId, role) !== null)
  const consultant = consultantId !== null && accessOf(engagement, consultantId, null) !== null ? [consultantId] : []
  return [...consultant, ...theirs.map(({ userId }) => userId)]
}

/** How far people have read in a conversation; null: nobody has. */
type PositionsIn = (conversationId: string) => Promise<ReadonlyMap<string, number> | null>

/**
 * Everybody in the conversation and how far they have read.
 * @param positionsIn left out: read for this conversation alone
 */
export async function participantsOf(
  { scope, names }: Pick<ChatParts, 'scope' | 'names'>,
  { conversationId, consultantId, engagement }: Conversing & { readonly engagement: EngagementRecord },
  positionsIn: PositionsIn = (id) => readPositions.inConversation(scope(), id),
): Promise<Participant[]> {
  const [ids, positions] = await Promise.all([participantIds(scope(), engagement), positionsIn(conversationId)])
  const found = await names.of(ids)
  return ids.map((id) => ({
    ...presentPerson(id, { conversationId, consultantId }, found),
    readSeq: positions?.get(id) ?? 0,
  }))
}
