import { z } from 'zod'
import { Password } from './auth.ts'
import { Email, line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { ConversationId, EmployerId, EngagementId, UserId } from './ids.ts'
import { Name } from './names.ts'

/** A short text of several lines; may be empty. */
const text = (max: number) => z.string().trim().max(max, `At most ${max} characters.`)

/** A DEI consultant as employers who engaged them see them. */
export const ConsultantProfile = z.object({
  id: UserId,
  name: z.string(),
  organisation: z.string(),
  headline: z.string(),
  about: z.string(),
  expertise: z.array(z.string()),
  languages: z.array(z.string()),
  version: z.number(),
})
export type ConsultantProfile = z.infer<typeof ConsultantProfile>

/**
 * Where an engagement stands. `invited` becomes `active`, `declined` (by the consultant) or `withdrawn` (by the
 * employer); `active` becomes `ended` (by either). The last three are final: engaging again is a new engagement.
 */
export const EngagementState = z.enum(['invited', 'active', 'declined', 'withdrawn', 'ended'])
export type EngagementState = z.infer<typeof EngagementState>

const shared = {
  id: EngagementId,
  employerId: EmployerId,
  /** Who answered; null: nobody yet. To the employer also null when they declined: then they stay a stranger. */
  consultantId: UserId.nullable(),
  state: EngagementState,
  /** What the consultant is asked to help with. */
  purpose: z.string(),
  /** The one conversation of this engagement; null until it became active. */
  conversationId: ConversationId.nullable(),
  /** After the end: whether the consultant may still read the conversation. */
  historyOpen: z.boolean(),
  invitedAt: Time,
  answeredAt: Time.nullable(),
  endedAt: Time.nullable(),
  version: z.number(),
}

/** An engagement as the employer sees it. */
export const Engagement = z.object({
  ...shared,
  email: z.string(),
  /** Null unless the invitation was accepted: whether the address has an account is nobody's business before. */
  consultant: ConsultantProfile.nullable(),
  invitedBy: z.object({ id: UserId, name: z.string() }),
  /** Interviewers who were added to the conversation. */
  addedUserIds: z.array(UserId),
})
export type Engagement = z.infer<typeof Engagement>

/** An engagement as the consultant sees it. */
export const MyEngagement = z.object({
  ...shared,
  employer: z.object({ id: EmployerId, companyName: z.string(), slug: z.string() }),
})
export type MyEngagement = z.infer<typeof MyEngagement>

export const endpoints = {
  registerConsultant: post('/consultants/register', {
    summary: 'Register as a consultant; the address is confirmed by mail.',
    access: 'public',
    limit: 'register',
    body: z.strictObject({
      name: Name,
      email: Email,
      password: Password,
      organisation: text(120).default(''),
    }),
    result: z.object({ user: z.object({ id: UserId, email: z.string(), kind: z.literal('consultant') }) }),
    status: 201,
  }),
  readMyProfile: get('/consultants/me', {
    summary: 'My profile as a consultant.',
    access: 'signed-in',
    result: ConsultantProfile,
    versioned: true,
  }),
  editMyProfile: patch('/consultants/me', {
    summary: 'Change my profile as a consultant; employers who engaged me see it.',
    access: 'signed-in',
    body: z.strictObject({
      name: Name.optional(),
      organisation: text(120).optional(),
      headline: text(160).optional(),
      about: text(4000).optional(),
      expertise: z.array(line(60)).max(20).optional(),
      languages: z.array(line(60)).max(20).optional(),
    }),
    result: ConsultantProfile,
    versioned: true,
  }),
  listMyEngagements: get('/engagements', {
    summary: 'Invitations to me and my engagements over all employers, newest first.',
    access: 'signed-in',
    query: z.strictObject(pageQuery),
    result: page(MyEngagement),
  }),
  acceptEngagement: post('/engagements/:engagementId/accept', {
    summary: 'Accept an invitation to me; accepting twice is accepting once.',
    access: 'signed-in',
    result: MyEngagement,
  }),
  declineEngagement: post('/engagements/:engagementId/decline', {
    summary: 'Decline an invitation to me; declining twice is declining once.',
    access: 'signed-in',
    result: MyEngagement,
  }),
  leaveEngagement: post('/engagements/:engagementId/end', {
    summary: 'End an engagement of mine; my access ends at once.',
    access: 'signed-in',
    body: z.strictObject({ reason: text(500).default('') }),
    result: MyEngagement,
  }),
  inviteConsultant: post('/employers/:employerId/engagements', {
    summary: 'Invite a consultant by mail, whether or not they have an account yet.',
    access: { may: 'engagement.manage' },
    body: z.strictObject({ consultantEmail: Email, purpose: text(500).default('') }),
    result: Engagement,
    status: 201,
  }),
  listEngagements: get('/employers/:employerId/engagements', {
    summary: 'Consultants invited, engaged and past, newest first.',
    access: { may: 'team.read' },
    query: z.strictObject({ ...pageQuery, state: EngagementState.optional() }),
    result: page(Engagement),
  }),
  editEngagement: patch('/employers/:employerId/engagements/:engagementId', {
    summary: 'Change the purpose, or whether a consultant may read on after the end.',
    access: { may: 'engagement.manage' },
    body: z.strictObject({ purpose: text(500).optional(), historyOpen: z.boolean().optional() }),
    result: Engagement,
    versioned: true,
  }),
  endEngagement: post('/employers/:employerId/engagements/:engagementId/end', {
    summary: "End an engagement, or take its invitation back; the consultant's access ends at once.",
    access: { may: 'engagement.manage' },
    body: z.strictObject({ reason: text(500).default(''), historyOpen: z.boolean().default(false) }),
    result: Engagement,
  }),
  addParticipant: post('/conversations/:conversationId/participants', {
    summary: 'Add an interviewer to the conversation with a consultant, for those who manage engagements.',
    access: 'signed-in',
    body: z.strictObject({ userId: UserId }),
    result: Engagement,
  }),
  removeParticipant: del('/conversations/:conversationId/participants/:userId', {
    summary: 'Take an interviewer out of the conversation again.',
    access: 'signed-in',
  }),
}

const EngagementEntry = z.object({
  engagementId: EngagementId,
  /** Null while nobody has answered. */
  consultantId: UserId.nullable(),
  state: EngagementState,
  version: z.number(),
})

/** Journal entries of this feature: ids and states only. */
export const entries = {
  'engagement.invited': EngagementEntry,
  'engagement.accepted': EngagementEntry,
  'engagement.declined': EngagementEntry,
  'engagement.withdrawn': EngagementEntry,
  'engagement.ended': EngagementEntry,
  /** Purpose, open history or the people in the conversation changed. */
  'engagement.changed': EngagementEntry,
}
