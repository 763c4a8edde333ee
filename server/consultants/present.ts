import type { ConsultantProfile, Engagement, MyEngagement } from '#protocol/consultants'
import { ConversationId, EmployerId, EngagementId, UserId } from '#protocol/ids'
import { employers } from '../employers/repository.ts'
import type { Scope } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import type { EngagementRecord } from './engagements.ts'
import { type Consultant, consultantsAmong } from './profiles.ts'

export function presentProfile({ account, profile }: Consultant): ConsultantProfile {
  const { _id, ...words } = profile
  return { id: UserId.parse(_id), name: account.name, ...words }
}

/** Accepted at some time: there is a conversation, and the two know each other. */
const wasAccepted = ({ state }: EngagementRecord): boolean => state === 'active' || state === 'ended'

const shared = (engagement: EngagementRecord) => ({
  id: EngagementId.parse(engagement._id),
  employerId: EmployerId.parse(engagement.employerId),
  consultantId: engagement.consultantId === null ? null : UserId.parse(engagement.consultantId),
  state: engagement.state,
  purpose: engagement.purpose,
  conversationId: wasAccepted(engagement) ? ConversationId.parse(engagement._id) : null,
  historyOpen: engagement.historyOpen,
  invitedAt: engagement.invitedAt.toISOString(),
  answeredAt: engagement.answeredAt?.toISOString() ?? null,
  endedAt: engagement.endedAt?.toISOString() ?? null,
  version: engagement.version,
})

/** As the employer sees them. */
export async function presentEngagements(scope: Scope, found: readonly EngagementRecord[]): Promise<Engagement[]> {
  const known = found.filter(wasAccepted).flatMap(({ consultantId }) => (consultantId === null ? [] : [consultantId]))
  const inviters = found.map(({ invitedBy }) => invitedBy)
  const [consultants, names] = await Promise.all([consultantsAmong(scope, known), namesOf(scope, inviters)])
  return found.map((engagement) => {
    const consultant = wasAccepted(engagement) ? consultants.get(engagement.consultantId ?? '') : undefined
    return {
      ...shared(engagement),
      email: engagement.email,
      consultant: consultant ? presentProfile(consultant) : null,
      invitedBy: { id: UserId.parse(engagement.invitedBy), name: names.get(engagement.invitedBy) ?? '' },
      addedUserIds: engagement.addedUserIds.map((id) => UserId.parse(id)),
    }
  })
}

export async function presentEngagement(scope: Scope, engagement: EngagementRecord): Promise<Engagement> {
  const [presented] = await presentEngagements(scope, [engagement])
  if (!presented) throw new Error('One record gives one presentation')
  return presented
}

/** As the consultant sees them. */
export async function presentMine(scope: Scope, found: readonly EngagementRecord[]): Promise<MyEngagement[]> {
  const ids = [...new Set(found.map(({ employerId }) => employerId))]
  const byId = new Map((await employers.many(scope, ids)).map((employer) => [employer._id, employer]))
  return found.map((engagement) => {
    const employer = byId.get(engagement.employerId)
    const { companyName = '', slug = '' } = employer ?? {}
    return { ...shared(engagement), employer: { id: EmployerId.parse(engagement.employerId), companyName, slug } }
  })
}

export async function presentOneOfMine(scope: Scope, engagement: EngagementRecord): Promise<MyEngagement> {
  const [presented] = await presentMine(scope, [engagement])
  if (!presented) throw new Error('One record gives one presentation')
  return presented
}
