import type { EngagementState } from '#protocol/consultants'
import type { FeedType } from '#protocol/feed'
import { EngagementId, UserId } from '#protocol/ids'
import { emailKeyOf } from '../auth/addresses.ts'
import type { EngagementRecord } from '../consultants/engagements.ts'
import { byUser } from '../journal/actors.ts'
import { officeTimeAgo } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import { type DemoInvitation, invitedConsultants } from './people.ts'
import { randomOf } from './random.ts'
import { newMembership, newUser, type Staff, tellMember } from './staff.ts'

/** One consultant who reads along, and one who has not answered yet. */
export function engageConsultants(company: Chronicle, staff: Staff, passwordHash: string): void {
  for (const invitation of invitedConsultants) {
    const invited = invite(company, staff, invitation)
    if (invitation.accepted) accept(company, invited, invitation, passwordHash)
    else company.engagements.push(invited)
  }
}

function invite(company: Chronicle, staff: Staff, { email, purpose, invited }: DemoInvitation): EngagementRecord {
  const random = randomOf(`invitation ${email}`)
  const at = officeTimeAgo(random, company.now, invited.daysAgo)
  const by = staff(invited.by)
  const engagement: EngagementRecord = {
    _id: random.id(at),
    employerId: company.employer._id,
    email,
    emailKey: emailKeyOf(email),
    consultantId: null,
    state: 'invited',
    isOpen: true,
    purpose,
    invitedBy: by.userId,
    historyOpen: false,
    addedUserIds: [],
    rightsEpoch: 1,
    version: 1,
    invitedAt: at,
    answeredAt: null,
    endedAt: null,
  }
  tell(company, at, 'engagement.invited', engagement, by)
  return engagement
}

function accept(company: Chronicle, invited: EngagementRecord, invitation: DemoInvitation, passwordHash: string): void {
  const { accepted } = invitation
  if (!accepted) return
  const random = randomOf(`consultant ${invited.email}`)
  const at = officeTimeAgo(random, company.now, accepted.daysAgo, invited.invitedAt)
  const user = newUser(random, at, company.now, { ...accepted, email: invited.email, kind: 'consultant' }, passwordHash)
  company.users.push(user)
  const { organisation, headline, about, expertise, languages } = accepted
  const profile = { organisation, headline, about, expertise: [...expertise], languages: [...languages] }
  company.profiles.push({ _id: user._id, ...profile, version: 2 })
  const me = { userId: user._id, ip: accepted.ip }
  const engagement = { ...invited, consultantId: user._id, state: 'active', answeredAt: at, version: 2 } as const
  company.engagements.push({ ...engagement, rightsEpoch: 2 })
  tell(company, at, 'engagement.accepted', engagement, me)
  const membership = newMembership(random, at, company.employer._id, user._id, 'consultant')
  company.memberships.set(user._id, membership)
  const actor = byUser(me)
  const subject = { kind: 'user', id: user._id }
  company.audited({ at, actor, ip: me.ip, action: 'user.joined', subject, after: { role: 'consultant' } })
  tellMember(company, at, 'user.joined', membership, actor)
}

interface Told {
  readonly _id: string
  readonly consultantId: string | null
  readonly state: EngagementState
  readonly version: number
}

function tell(
  company: Chronicle,
  at: Date,
  type: Extract<FeedType, `engagement.${string}`>,
  { _id, consultantId, state, version }: Told,
  by: { readonly userId: string; readonly ip: string },
): void {
  const data = {
    engagementId: EngagementId.parse(_id),
    consultantId: consultantId === null ? null : UserId.parse(consultantId),
    state,
    version,
  }
  company.tell(at, type, data, byUser(by))
  company.audited({ at, actor: byUser(by), ip: by.ip, action: type, subject: { kind: 'engagement', id: _id } })
}
