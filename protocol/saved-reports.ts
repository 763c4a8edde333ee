import { z } from 'zod'
import { isTimeZone, line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { PostingId, ReportSendingId, SavedReportId, UserId } from './ids.ts'
import { Period, ReportType, reportTypeRule } from './reports.ts'

const TimeZone = z.string().max(60).refine(isTimeZone, 'Use a time zone like Europe/Lisbon.')
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Use a time like 08:30.')

/** When it goes out: at this time of the day where each recipient is. */
const Schedule = z
  .strictObject({
    every: z.enum(['day', 'week', 'month'], 'Use day, week or month.'),
    /** Of weekly reports: 1 is Monday. */
    weekday: z.number().int().min(1).max(7).optional(),
    /** Of monthly reports; in a shorter month its last day. */
    dayOfMonth: z.number().int().min(1).max(31).optional(),
    at: ClockTime,
  })
  .refine(({ every, weekday }) => every !== 'week' || weekday !== undefined, {
    message: 'Say on which day of the week, from 1 (Monday) to 7.',
    path: ['weekday'],
  })
  .refine(({ every, dayOfMonth }) => every !== 'month' || dayOfMonth !== undefined, {
    message: 'Say on which day of the month, from 1 to 31.',
    path: ['dayOfMonth'],
  })
export type Schedule = z.infer<typeof Schedule>

const Recipient = z.strictObject({ userId: UserId, timeZone: TimeZone })
const Recipients = z
  .array(Recipient)
  .max(50, 'At most 50 people.')
  .refine((all) => new Set(all.map(({ userId }) => userId)).size === all.length, 'Name each person once.')

const saved = {
  name: line(120),
  type: z.enum(ReportType.options, reportTypeRule),
  period: z.enum(Period.options, `Use one of: ${Period.options.join(', ')}.`),
  jobId: PostingId.nullable(),
  format: z.enum(['csv', 'pdf'], 'Use csv or pdf.'),
  schedule: Schedule.nullable(),
  recipients: Recipients,
  /** A paused one goes out to nobody until it goes on; what was due meanwhile is left out. */
  paused: z.boolean('Say true or false.'),
}

export const SaveReport = z.strictObject({
  name: saved.name,
  type: saved.type,
  period: saved.period.default('last_30_days'),
  jobId: saved.jobId.default(null),
  format: saved.format.default('pdf'),
  schedule: saved.schedule.default(null),
  recipients: saved.recipients.default([]),
})
export type SaveReport = z.infer<typeof SaveReport>

export const EditReport = z.strictObject(saved).partial()
export type EditReport = z.infer<typeof EditReport>

export const SavedReport = z.object({
  id: SavedReportId,
  name: z.string(),
  type: ReportType,
  period: Period,
  jobId: PostingId.nullable(),
  format: z.enum(['csv', 'pdf']),
  schedule: z
    .object({ every: z.string(), weekday: z.number().nullable(), dayOfMonth: z.number().nullable(), at: z.string() })
    .nullable(),
  recipients: z.array(z.object({ userId: UserId, name: z.string(), timeZone: z.string(), nextAt: Time.nullable() })),
  paused: z.boolean(),
  /** The next time it goes out to anybody; null: it is not scheduled, or paused. */
  nextAt: Time.nullable(),
  createdBy: UserId,
  /** Whether the reader may change it. */
  mine: z.boolean(),
  createdAt: Time,
  version: z.number(),
})
export type SavedReport = z.infer<typeof SavedReport>

/**
 * What became of one mail. `refused`: the recipient may not read it (any more); `empty`: there was nothing to report;
 * `failed`: the mail could not be sent, see why; it is tried again until it is given up.
 */
export const SendingState = z.enum(['waiting', 'sent', 'empty', 'refused', 'skipped', 'failed'])
export type SendingState = z.infer<typeof SendingState>

export const ReportSending = z.object({
  id: ReportSendingId,
  userId: UserId,
  name: z.string(),
  state: SendingState,
  /** In words, where there is something to say. */
  reason: z.string().nullable(),
  /** Null: somebody sent it by hand. */
  scheduled: z.boolean(),
  dueAt: Time,
  finishedAt: Time.nullable(),
})
export type ReportSending = z.infer<typeof ReportSending>

const savedReports = '/employers/:employerId/saved-reports'

export const endpoints = {
  listSavedReports: get(savedReports, {
    summary: 'Saved reports: my own, and those that come to me; admins see all. Newest first.',
    access: { may: 'figures.read' },
    query: z.strictObject(pageQuery),
    result: page(SavedReport),
  }),
  saveReport: post(savedReports, {
    summary: 'Keep a report under a name, to be made anew at any time or sent by mail on a schedule.',
    access: { may: 'figures.read' },
    body: SaveReport,
    result: SavedReport,
    status: 201,
    versioned: true,
  }),
  readSavedReport: get(`${savedReports}/:reportId`, {
    summary: 'One saved report.',
    access: { may: 'figures.read' },
    result: SavedReport,
    versioned: true,
  }),
  editSavedReport: patch(`${savedReports}/:reportId`, {
    summary: 'Change a saved report, pause it, or let it go on.',
    access: { may: 'figures.read' },
    body: EditReport,
    result: SavedReport,
    versioned: true,
  }),
  deleteSavedReport: del(`${savedReports}/:reportId`, {
    summary: 'Remove a saved report; nothing more is sent.',
    access: { may: 'figures.read' },
    versioned: true,
  }),
  sendSavedReport: post(`${savedReports}/:reportId/send`, {
    summary: 'Send it now, to everybody it goes to; to me when it goes to nobody.',
    access: { may: 'figures.read' },
    result: z.object({ sendings: z.array(ReportSending) }),
    status: 202,
  }),
  listReportSendings: get(`${savedReports}/:reportId/sendings`, {
    summary: 'What was sent to whom, and what was not and why; newest first.',
    access: { may: 'figures.read' },
    query: z.strictObject(pageQuery),
    result: page(ReportSending),
  }),
}

const SavedStanding = z.object({ reportId: SavedReportId, version: z.number() })

export const entries = {
  'report.saved': SavedStanding,
  'report.changed': SavedStanding,
  'report.deleted': SavedStanding,
  /** A mail of a saved report has an outcome. */
  'report.sent': z.object({ reportId: SavedReportId, sendingId: ReportSendingId, state: SendingState }),
}
