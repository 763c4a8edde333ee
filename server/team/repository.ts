import type { EmployerRole, Role } from '#protocol/permissions'
import type { Invitation } from '#protocol/team'
import type { EntryActor } from '../journal/entry.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import { securityPlan } from './security/repository.ts'
import { ssoPlans } from './sso/repository.ts'
import { tokenPlan } from './tokens/repository.ts'
import { standInPlan } from './views/repository.ts'

/** A person's place inside an employer. */
export interface MembershipRecord {
  _id: string
  employerId: string
  userId: string
  /** A consultant's lasts as long as the engagement; the others are of the employer's own people. */
  role: Role
  /** The jobs whose hiring team the person is on. */
  jobIds: string[]
  /** Rises with every change of role or jobs, and goes on rising when somebody leaves and comes back. */
  version: number
  joinedAt: Date
}

/** Where the version of somebody who left stands. */
interface FormerMembershipRecord {
  /** Employer and person. */
  _id: string
  version: number
  leftAt: Date
}

export interface InvitationRecord {
  _id: string
  employerId: string
  email: string
  emailKey: string
  role: EmployerRole
  /** Time alone makes one `expired`; it is stored only when a newer one for the same address takes its place. */
  state: Invitation['state']
  tokenHash: string
  invitedBy: string
  invitedAt: Date
  expiresAt: Date
}

export interface AuditRecord {
  _id: string
  employerId: string
  at: Date
  actor: EntryActor
  /** The API token by which the actor's program called, as it was called then; left out: none. */
  token?: { id: string; name: string }
  action: string
  subject: { kind: string; id: string }
  ip: string | null
  reason: string | null
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

const membershipPlan: CollectionPlan = {
  collection: 'memberships',
  indexes: [
    { key: { employerId: 1, userId: 1 }, name: 'employer_user', unique: true },
    { key: { userId: 1 }, name: 'userId' },
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { employerId: 1, role: 1 }, name: 'employer_role' },
    { key: { employerId: 1, jobIds: 1 }, name: 'employer_job' },
  ],
}

const invitationPlan: CollectionPlan = {
  collection: 'invitations',
  indexes: [
    { key: { tokenHash: 1 }, name: 'tokenHash', unique: true },
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { employerId: 1, invitedBy: 1 }, name: 'employer_inviter' },
    {
      key: { employerId: 1, emailKey: 1 },
      name: 'employer_pending_address',
      unique: true,
      partialFilterExpression: { state: 'pending' },
    },
  ],
}

const auditPlan: CollectionPlan = {
  collection: 'audit',
  indexes: [
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { employerId: 1, action: 1, _id: -1 }, name: 'employer_action_newest' },
    { key: { employerId: 1, 'actor.id': 1, _id: -1 }, name: 'employer_actor_newest' },
  ],
}

export const teamPlans: readonly CollectionPlan[] = [
  membershipPlan,
  { collection: 'former_memberships', indexes: [] },
  invitationPlan,
  auditPlan,
  tokenPlan,
  standInPlan,
  securityPlan,
  ...ssoPlans,
]

export const membershipRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<MembershipRecord>('memberships')
export const invitationRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<InvitationRecord>('invitations')
export const auditRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<AuditRecord>('audit')
const formerRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<FormerMembershipRecord>('former_memberships')

export const memberships = {
  find: (scope: Scope, employerId: string, userId: string): Promise<MembershipRecord | null> =>
    membershipRows(scope).findOne({ employerId, userId }, within(scope)),
  ofUser: (scope: Scope, userId: string): Promise<MembershipRecord[]> =>
    membershipRows(scope).find({ userId }, within(scope)).toArray(),
  ofUsers: (scope: Scope, userIds: readonly string[]): Promise<MembershipRecord[]> =>
    membershipRows(scope)
      .find({ userId: { $in: [...userIds] } }, within(scope))
      .toArray(),
  ofEmployer: (scope: Scope, employerId: string): Promise<MembershipRecord[]> =>
    membershipRows(scope).find({ employerId }, within(scope)).toArray(),
  among: (scope: Scope, employerId: string, userIds: readonly string[]): Promise<MembershipRecord[]> =>
    membershipRows(scope)
      .find({ employerId, userId: { $in: [...userIds] } }, within(scope))
      .toArray(),
  onJob: (scope: Scope, employerId: string, jobId: string): Promise<MembershipRecord[]> =>
    membershipRows(scope).find({ employerId, jobIds: jobId }, within(scope)).toArray(),
  /** How many owners there are, as far as it matters: none, one, or more. */
  countOwners: async (scope: Scope, employerId: string): Promise<number> => {
    const owners = membershipRows(scope).find({ employerId, role: 'owner' }, within(scope))
    return (await owners.limit(2).toArray()).length
  },
  insert: async (scope: Scope, membership: MembershipRecord): Promise<void> => {
    await membershipRows(scope).insertOne(membership, within(scope))
  },
  replace: async (scope: Scope, membership: MembershipRecord): Promise<void> => {
    await membershipRows(scope).replaceOne({ _id: membership._id }, membership, within(scope))
  },
  /** @param version of the departure, so that what comes after it is newer */
  remove: async (scope: Scope, { _id, employerId, userId }: MembershipRecord, version: number): Promise<void> => {
    await membershipRows(scope).deleteOne({ _id }, within(scope))
    const former = { version, leftAt: scope.now }
    await formerRows(scope).replaceOne({ _id: `${employerId}:${userId}` }, former, { ...within(scope), upsert: true })
  },
  /** The version at which the person left; 0: never was a member. */
  formerVersion: async (scope: Scope, employerId: string, userId: string): Promise<number> =>
    (await formerRows(scope).findOne({ _id: `${employerId}:${userId}` }, within(scope)))?.version ?? 0,
}

export const invitations = {
  byId: (scope: Scope, employerId: string, id: string): Promise<InvitationRecord | null> =>
    invitationRows(scope).findOne({ _id: id, employerId }, within(scope)),
  byTokenHash: (scope: Scope, tokenHash: string): Promise<InvitationRecord | null> =>
    invitationRows(scope).findOne({ tokenHash }, within(scope)),
  pendingFor: (scope: Scope, employerId: string, emailKey: string): Promise<InvitationRecord | null> =>
    invitationRows(scope).findOne({ employerId, emailKey, state: 'pending' }, within(scope)),
  pendingBy: (scope: Scope, employerId: string, invitedBy: string): Promise<InvitationRecord[]> =>
    invitationRows(scope).find({ employerId, invitedBy, state: 'pending' }, within(scope)).toArray(),
  insert: async (scope: Scope, invitation: InvitationRecord): Promise<void> => {
    await invitationRows(scope).insertOne(invitation, within(scope))
  },
  setState: async (scope: Scope, id: string, state: InvitationRecord['state']): Promise<void> => {
    await invitationRows(scope).updateOne({ _id: id }, { $set: { state } }, within(scope))
  },
}
