import { z } from 'zod'
import { Time } from './common.ts'
import { get, post } from './contract.ts'
import { InterviewId } from './ids.ts'
import { InterviewState } from './interviews.ts'

/** An interview as the candidate sees it: who they meet is told by the company, not here. */
export const PortalInterview = z.object({
  id: InterviewId,
  state: InterviewState,
  startsAt: Time.nullable(),
  endsAt: Time.nullable(),
  timeZone: z.string(),
  location: z.string(),
  directions: z.string().nullable(),
  /** Offered times that are still free. */
  offeredTimes: z.array(Time),
  canConfirm: z.boolean(),
  canDecline: z.boolean(),
  canReschedule: z.boolean(),
  rescheduleUntil: Time.nullable(),
  /** Why the company cancelled or moved it. */
  reason: z.string().nullable(),
  version: z.number(),
})
export type PortalInterview = z.infer<typeof PortalInterview>

const on = '/portal/interviews/:interviewId'
const Why = z.string().trim().max(500, 'At most 500 characters.')
const common = { access: 'candidate', limit: 'auth', result: PortalInterview } as const

export const endpoints = {
  listPortalInterviews: get('/portal/interviews', {
    summary: 'My interviews for this application.',
    access: 'candidate',
    limit: 'auth',
    result: z.object({ items: z.array(PortalInterview) }),
  }),
  findPortalTimes: get(`${on}/times`, {
    summary: 'Other times that suit the interviewers.',
    access: 'candidate',
    limit: 'auth',
    result: z.object({ times: z.array(Time) }),
  }),
  confirmInterview: post(`${on}/confirm`, { summary: 'I come.', ...common }),
  declineInterview: post(`${on}/decline`, {
    summary: 'I cannot come at this time, or at any offered one.',
    body: z.strictObject({ reason: Why.optional() }),
    ...common,
  }),
  chooseInterviewTime: post(`${on}/choose`, {
    summary: 'Choose one of the offered times; 409 `interview-conflict` when it is taken meanwhile.',
    body: z.strictObject({ startsAt: Time }),
    ...common,
  }),
  moveMyInterview: post(`${on}/reschedule`, {
    summary: 'Move it to another free time, until the cut-off, saying why.',
    body: z.strictObject({ startsAt: Time, reason: Why.min(1, 'Say in a few words why.') }),
    ...common,
  }),
}
