import { z } from 'zod'
import { Email, Moment, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post, put } from './contract.ts'
import { InvitationId, PostingId, UserId } from './ids.ts'
import { EmployerRole, Role } from './permissions.ts'

export const Member = z.object({
  id: UserId,
  name: z.string(),
  email: z.string(),
  role: Role,
  /** The jobs whose hiring team the member is on. */
  jobIds: z.array(z.string()),
  joinedAt: Time,
  /** Whether they sign in with a second factor, for those who manage the organisation. */
  hasSecondFactor: z.boolean().optional(),
  version: z.number(),
})
export type Member = z.infer<typeof Member>

export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  role: EmployerRole,
  state: z.enum(['pending', 'accepted', 'revoked', 'expired']),
  invitedAt: Time,
  expiresAt: Time,
})
export type Invitation = z.infer<typeof Invitation>

export const AuditEntry = z.object({
  id: z.string(),
  at: Time,
  /** Who: a user, a candidate, or ClearView itself. */
  actor: z.object({ kind: z.enum(['user', 'candidate', 'system']), id: z.string().nullable(), name: z.string() }),
  /** The API token by which their program called, with the name that it had then; null: they did it themselves. */
  token: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What, as `noun.past-participle`. */
  action: z.string(),
  /** On what; `name`: of one of the company's people, or who was one, as they are called today. */
  subject: z.object({ kind: z.string(), id: z.string(), name: z.string().optional() }),
  /** From which address. */
  ip: z.string().nullable(),
  reason: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
})
export type AuditEntry = z.infer<typeof AuditEntry>

const auditFilter = {
  action: z.string().max(80).optional(),
  /** Whose acts. */
  userId: UserId.optional(),
  /** From this time on … */
  from: Moment.optional(),
  /** … and before this one. */
  to: Moment.optional(),
}

/** As whom somebody looks at ClearView. */
export const View = z.object({
  id: z.string(),
  role: Role,
  jobIds: z.array(z.string()),
  /** Of the person whose place it is; null: a role in general. */
  userId: UserId.nullable(),
  expiresAt: Time,
})
export type View = z.infer<typeof View>

export const endpoints = {
  listMembers: get('/employers/:employerId/users', {
    summary: 'The people of the employer and their roles.',
    access: { may: 'team.read' },
    query: z.strictObject(pageQuery),
    result: page(Member),
  }),
  changeRole: patch('/employers/:employerId/users/:userId', {
    summary: "Change a member's role. Nobody changes their own; one owner always remains.",
    access: { may: 'organisation.manage' },
    body: z.strictObject({ role: EmployerRole }),
    result: Member,
    versioned: true,
  }),
  removeMember: del('/employers/:employerId/users/:userId', {
    summary: 'Remove a member; open pages of theirs end at once.',
    access: { may: 'organisation.manage' },
    versioned: true,
  }),
  removeSecondFactor: post('/employers/:employerId/users/:userId/remove-second-factor', {
    summary: 'Help a member who lost phone and recovery codes: the password is enough again. They are told by mail.',
    access: { may: 'organisation.manage' },
    byPeopleOnly: true,
    body: z.strictObject({
      reason: z.string().trim().min(1, 'Say why, for the audit log.').max(300, 'Use at most 300 characters.'),
    }),
  }),
  invite: post('/employers/:employerId/invitations', {
    summary: 'Invite somebody by mail.',
    access: { may: 'organisation.manage' },
    body: z.strictObject({ email: Email, role: EmployerRole }),
    result: Invitation,
    status: 201,
  }),
  listInvitations: get('/employers/:employerId/invitations', {
    summary: 'Invitations, newest first.',
    access: { may: 'organisation.manage' },
    query: z.strictObject(pageQuery),
    result: page(Invitation),
  }),
  revokeInvitation: del('/employers/:employerId/invitations/:invitationId', {
    summary: 'Take an invitation back; its link stops working.',
    access: { may: 'organisation.manage' },
  }),
  readAudit: get('/employers/:employerId/audit', {
    summary: 'Who did what, newest first.',
    access: { may: 'audit.read' },
    query: z.strictObject({ ...pageQuery, ...auditFilter }),
    result: page(AuditEntry),
  }),
  exportAudit: get('/employers/:employerId/audit/export', {
    summary: 'The audit log as CSV, newest first.',
    access: { may: 'audit.read' },
    query: z.strictObject(auditFilter),
    status: 200,
    download: true,
  }),
  setMemberJobs: put('/employers/:employerId/users/:userId/jobs', {
    summary: 'Say on which hiring teams a member is: exactly these. Their rights follow on open pages.',
    access: { may: 'organisation.manage' },
    body: z.strictObject({ jobIds: z.array(PostingId).max(200) }),
    result: Member,
    versioned: true,
  }),
  viewAs: post('/employers/:employerId/view-as', {
    summary: 'Look at ClearView as a role, or as a member’s role and jobs, without changing anything. It is logged.',
    access: { may: 'organisation.manage' },
    byPeopleOnly: true,
    body: z
      .strictObject({ role: Role.optional(), userId: UserId.optional() })
      .refine(({ role, userId }) => (role === undefined) !== (userId === undefined), 'Name a role or a member.'),
    result: View,
    status: 201,
  }),
}

/** Journal entries of this feature: ids and states only. */
export const entries = {
  /** A member or an engaged consultant is called otherwise from here on. */
  'person.renamed': z.object({ userId: UserId }),
  'user.joined': z.object({ userId: UserId, role: Role, version: z.number() }),
  'user.role-changed': z.object({ userId: UserId, role: Role, version: z.number() }),
  'user.jobs-changed': z.object({ userId: UserId, version: z.number() }),
  /** `role`: the one that is gone. */
  'user.removed': z.object({ userId: UserId, role: Role.optional(), version: z.number() }),
}
