import type { Engagement } from '#protocol/consultants'
import { reachOf } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Member, Person } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { memberOf, roleOf } from '../team/membership.ts'
import { type EngagementRecord, engagements, outlastLeases } from './engagements.ts'
import { presentEngagement } from './present.ts'
import { save } from './save.ts'

/** Puts somebody into the conversation whose role takes part only when added. Twice is once. */
export async function addParticipant(
  tx: Tx,
  person: Person,
  conversationId: string,
  userId: string,
): Promise<Engagement> {
  const { actor, engagement } = await managed(tx, person, conversationId)
  if (engagement.state !== 'active') {
    throw new AppError('conflict', 'This engagement is not active: nobody can be added to its conversation.')
  }
  const role = await roleOf(tx, engagement.employerId, userId)
  if (role === null || role === 'consultant') throw new AppError('not-found', 'There is no such member of your team.')
  const reach = reachOf(role, 'consultant.chat')
  if (reach === null) {
    throw new AppError('conflict', 'Conversations with consultants are not for viewers. Change the role first.')
  }
  if (reach !== 'added' || engagement.addedUserIds.includes(userId)) return presentEngagement(tx, engagement)
  const addedUserIds = [...engagement.addedUserIds, userId]
  const words = { after: { added: userId } }
  return presentEngagement(tx, await save(tx, actor, 'engagement.changed', { ...engagement, addedUserIds }, words))
}

export async function removeParticipant(tx: Tx, person: Person, conversationId: string, userId: string): Promise<void> {
  const { actor, engagement } = await managed(tx, person, conversationId)
  if (!engagement.addedUserIds.includes(userId)) {
    throw new AppError('not-found', 'This person was not added to the conversation.')
  }
  await save(tx, actor, 'engagement.changed', without(engagement, userId), { before: { added: userId } })
  outlastLeases(tx)
}

export const without = (engagement: EngagementRecord, userId: string): EngagementRecord => ({
  ...engagement,
  addedUserIds: engagement.addedUserIds.filter((id) => id !== userId),
})

/**
 * The engagement of a conversation, for somebody who says who takes part in it.
 * @throws {AppError} `not-found` for anybody outside the conversation's employer, `forbidden` for other roles
 */
export async function managed(
  scope: Scope,
  person: Person,
  conversationId: string,
): Promise<{ actor: Member; engagement: EngagementRecord }> {
  const engagement = await engagements.byId(scope, conversationId)
  const actor = engagement && (await memberOf(scope, person, engagement.employerId))
  // A consultant knows the conversations of their own engagements, and of no other.
  const isSecret = actor?.role === 'consultant' && engagement?.consultantId !== person.userId
  if (!engagement || !actor || isSecret) throw new AppError('not-found', 'There is no such conversation.')
  if (reachOf(actor.role, 'engagement.manage') === null) throw new AppError('forbidden')
  return { actor, engagement }
}
