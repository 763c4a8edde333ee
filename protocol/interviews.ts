import { z } from 'zod'
import { CandidateLabel } from './applications.ts'
import { line, page, pageQuery, Time } from './common.ts'
import { get, patch, post } from './contract.ts'
import { ApplicationId, CandidateId, InterviewId, PostingId, RoomId, UserId } from './ids.ts'
import { Conflict, idList, SoftReason, TimeZone } from './scheduling.ts'

/**
 * `proposed`: times are offered, none is chosen yet. `scheduled`: it has a time; `confirmed`: the candidate said yes to
 * it; `declined`: the candidate said no, and nobody's time is held any more. `done`, `no-show` and `cancelled` are ends.
 */
export const InterviewState = z.enum(['proposed', 'scheduled', 'confirmed', 'declined', 'cancelled', 'no-show', 'done'])
export type InterviewState = z.infer<typeof InterviewState>

export const Reply = z.enum(['none', 'accepted', 'declined'])
export type Reply = z.infer<typeof Reply>

export const Interview = z.object({
  id: InterviewId,
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  candidate: CandidateLabel,
  jobTitle: z.string(),
  state: InterviewState,
  /** Null while times are only offered. */
  startsAt: Time.nullable(),
  endsAt: Time.nullable(),
  durationMinutes: z.number(),
  /** In which it was planned; every reader sees times in their own. */
  timeZone: z.string(),
  location: z.string(),
  room: z.object({ id: RoomId, name: z.string() }).nullable(),
  /** Who talks with the candidate. `name` null: somebody who left. */
  interviewers: z.array(z.object({ userId: UserId, name: z.string().nullable(), reply: Reply })),
  /** Times that the candidate may choose from. */
  offeredTimes: z.array(Time),
  /** Until when the candidate may move it by themselves. */
  rescheduleUntil: Time.nullable(),
  /** Why it was moved, cancelled or declined last, in somebody's words; redacted for those to whom nobody was revealed. */
  reason: z.string().nullable(),
  createdBy: UserId,
  version: z.number(),
})
export type Interview = z.infer<typeof Interview>

/**
 * ISO 8601. With `Z` or an offset it is a moment; without, it is what the clock shows in `timeZone`, which then is needed.
 * A clock time that a change of the clocks skips is refused; one that comes twice means the first.
 */
export const When = z.iso.datetime({
  offset: true,
  local: true,
  error: 'Give the time as ISO 8601, such as 2031-03-05T14:00:00Z, or with a timeZone without the Z.',
})

const Minutes = z
  .number('Give the length in minutes, from 1 to 480.')
  .int('Give whole minutes.')
  .min(1, 'At least one minute.')
  .max(480, 'At most 480 minutes.')

const parties = {
  durationMinutes: Minutes.optional(),
  /** Members of this company, at most ten; left out: the caller. */
  interviewerIds: z
    .array(UserId)
    .min(1, 'Name at least one interviewer.')
    .max(10, 'At most ten interviewers.')
    .optional(),
  /** A room of the company, which is held; `location` is words alone. */
  roomId: RoomId.nullable().optional(),
  timeZone: TimeZone.optional(),
  /** Hours before the start until which the candidate may move it; 24 when left out. */
  rescheduleHours: z.number().int().min(0).max(336).optional(),
  /** What the caller knows of and wants all the same. Nobody is ever booked twice. */
  despite: z.array(SoftReason).max(5).optional(),
}

export const ScheduleInterview = z.strictObject({
  candidateId: CandidateId,
  interviewTime: When,
  location: line(300),
  /** Left out: the posting of the candidate's newest application that is in play, a selected one first. */
  jobId: PostingId.optional(),
  ...parties,
})
export type ScheduleInterview = z.infer<typeof ScheduleInterview>

export const OfferInterview = z.strictObject({
  candidateId: CandidateId,
  times: z.array(When).min(1, 'Offer at least one time.').max(10, 'At most ten times.'),
  location: line(300),
  jobId: PostingId.optional(),
  ...parties,
})
export type OfferInterview = z.infer<typeof OfferInterview>

const Reason = z.string().trim().max(500, 'At most 500 characters.')

export const ChangeInterview = z.strictObject({
  interviewTime: When.optional(),
  location: line(300).optional(),
  reason: Reason.optional(),
  ...parties,
})
export type ChangeInterview = z.infer<typeof ChangeInterview>

const onInterview = '/employers/:employerId/interviews/:interviewId'

export const endpoints = {
  scheduleInterview: post('/employers/:employerId/schedule-interview', {
    summary:
      'Book an interview. 409 `interview-conflict` names who is not free (`conflicts`) and up to three free `alternatives`; also `not-selected` and `posting-not-active`.',
    access: { may: 'interview.schedule' },
    body: ScheduleInterview,
    result: Interview,
    versioned: true,
  }),
  offerInterview: post('/employers/:employerId/interviews/offers', {
    summary: 'Offer times for the candidate to choose from in the portal. Nothing is held until one is chosen.',
    access: { may: 'interview.schedule' },
    body: OfferInterview,
    result: Interview,
    status: 201,
    versioned: true,
  }),
  listInterviews: get('/employers/:employerId/interviews', {
    summary: 'Interviews that I may see, the earliest first; `from` and `to` narrow the time they start at.',
    access: { may: 'interview.read' },
    query: z.strictObject({
      ...pageQuery,
      from: Time.optional(),
      to: Time.optional(),
      interviewerId: UserId.optional(),
      candidateId: CandidateId.optional(),
      jobId: PostingId.optional(),
      state: InterviewState.optional(),
    }),
    result: page(Interview),
  }),
  readInterview: get(onInterview, {
    summary: 'One interview, for an entry that arrived.',
    access: { may: 'interview.read' },
    result: Interview,
    versioned: true,
  }),
  changeInterview: patch(onInterview, {
    summary: 'Move an interview or change who, where and how long. Answers like `schedule-interview`.',
    access: { may: 'interview.schedule' },
    body: ChangeInterview,
    result: Interview,
    versioned: true,
  }),
  cancelInterview: post(`${onInterview}/cancel`, {
    summary: 'Cancel an interview, with a reason that the candidate reads. Everybody is told.',
    access: { may: 'interview.schedule' },
    body: z.strictObject({ reason: Reason.min(1, 'Say why: the candidate reads it.') }),
    result: Interview,
    versioned: true,
  }),
  noteNoShow: post(`${onInterview}/no-show`, {
    summary: 'The candidate did not come. Not before the interview began.',
    access: { may: 'interview.schedule' },
    result: Interview,
    versioned: true,
  }),
  noteDone: post(`${onInterview}/done`, {
    summary: 'The interview took place. Not before it began.',
    access: { may: 'interview.schedule' },
    result: Interview,
    versioned: true,
  }),
  replyToInterview: post(`${onInterview}/reply`, {
    summary: 'Say as an interviewer whether I come.',
    access: { may: 'interview.read' },
    body: z.strictObject({ reply: z.enum(['accepted', 'declined']) }),
    result: Interview,
    versioned: true,
  }),
  findTimes: get('/employers/:employerId/interview-times', {
    summary: 'Times that suit everybody, nearest to `near`, within the working hours of all.',
    access: { may: 'interview.schedule' },
    query: z.strictObject({
      near: Time,
      durationMinutes: z.coerce.number().int().min(1).max(480).default(60),
      userIds: idList(UserId, 10),
      roomIds: idList(RoomId, 5).optional(),
      candidateId: CandidateId.optional(),
      timeZone: TimeZone.optional(),
      limit: z.coerce.number().int().min(1).max(20).default(3),
    }),
    result: z.object({ times: z.array(Time) }),
  }),
}

/** What a 409 `interview-conflict` carries beside the problem's own fields. */
export const InterviewConflict = z.object({ conflicts: z.array(Conflict), alternatives: z.array(Time) })
export type InterviewConflict = z.infer<typeof InterviewConflict>

/** Where an interview stands: absolute, so the newest version wins. */
export const InterviewStanding = z.object({
  interviewId: InterviewId,
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  state: InterviewState,
  startsAt: Time.nullable(),
  endsAt: Time.nullable(),
  interviewerIds: z.array(UserId),
  roomId: RoomId.nullable(),
  version: z.number(),
})
export type InterviewStanding = z.infer<typeof InterviewStanding>

export const entries = {
  'interview.offered': InterviewStanding,
  'interview.scheduled': InterviewStanding,
  'interview.rescheduled': InterviewStanding,
  /** Place, room, length or interviewers are others; the start is the same. */
  'interview.changed': InterviewStanding,
  'interview.cancelled': InterviewStanding,
  'interview.confirmed': InterviewStanding,
  'interview.declined': InterviewStanding,
  /** An interviewer said whether they come. */
  'interview.replied': InterviewStanding,
  'interview.no-show': InterviewStanding,
  'interview.done': InterviewStanding,
}
