import { z } from 'zod'
import { CandidateLabel } from './applications.ts'
import { page, pageQuery, Time } from './common.ts'
import { get, patch, post } from './contract.ts'
import { ApplicationId, CandidateId, PostingId, ReminderId, UserId } from './ids.ts'
import type { Stage, StageKind } from './postings.ts'

/** `own`: a person's for themselves; `reply`: the candidate should hear; `hold`: the day to look again has come. */
export const ReminderKind = z.enum(['own', 'reply', 'hold'])
export type ReminderKind = z.infer<typeof ReminderKind>
export const ReminderState = z.enum(['waiting', 'due', 'done'])
export type ReminderState = z.infer<typeof ReminderState>

/** Within so many days a candidate hears from the team, where the posting's stage does not say; null: no promise. */
const replyDaysByKind: Readonly<Record<StageKind, number | null>> = {
  applied: 7,
  screen: 7,
  assessment: 10,
  interview: 10,
  offer: 5,
  hired: null,
}

/** The stage's own promise, or its kind's, in days; null: none. */
export const replyDaysOf = (stage: Pick<Stage, 'kind' | 'replyDays'>): number | null =>
  stage.replyDays === undefined ? replyDaysByKind[stage.kind] : stage.replyDays

export const Reminder = z.object({
  id: ReminderId,
  kind: ReminderKind,
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  candidate: CandidateLabel,
  jobTitle: z.string(),
  /** Of an own reminder. */
  note: z.string().nullable(),
  dueAt: Time,
  state: ReminderState,
  version: z.number(),
})
export type Reminder = z.infer<typeof Reminder>

const Note = z.string().trim().max(500, 'At most 500 characters.')

const onReminder = '/employers/:employerId/reminders/:reminderId'

export const endpoints = {
  listReminders: get('/employers/:employerId/reminders', {
    summary: 'My own reminders and those for everybody who decides on the application; done ones left out.',
    access: { may: 'reminder.write' },
    query: z.strictObject({
      ...pageQuery,
      state: z.enum(['waiting', 'due']).optional(),
      applicationId: ApplicationId.optional(),
    }),
    result: page(Reminder),
  }),
  setReminder: post('/employers/:employerId/applications/:applicationId/reminders', {
    summary: 'Remind me of this application at a time to come.',
    access: { may: 'reminder.write' },
    body: z.strictObject({ dueAt: Time, note: Note.optional() }),
    result: Reminder,
    status: 201,
    versioned: true,
  }),
  changeReminder: patch(onReminder, {
    summary: 'Snooze a reminder to another time, change its note, or be done with it.',
    access: { may: 'reminder.write' },
    body: z.strictObject({ dueAt: Time, note: Note, state: z.literal('done', 'A reminder becomes done.') }).partial(),
    result: Reminder,
    versioned: true,
  }),
}

/** Where a reminder stands: absolute, so the newest version wins. `userId`: whose it is; null: whoever decides. */
const ReminderStanding = z.object({
  reminderId: ReminderId,
  applicationId: ApplicationId,
  jobId: PostingId,
  candidateId: CandidateId,
  kind: ReminderKind,
  userId: UserId.nullable(),
  state: ReminderState,
  dueAt: Time,
  version: z.number(),
})
export type ReminderStanding = z.infer<typeof ReminderStanding>

export const entries = {
  'reminder.set': ReminderStanding,
  'reminder.due': ReminderStanding,
  'reminder.snoozed': ReminderStanding,
  'reminder.done': ReminderStanding,
}
