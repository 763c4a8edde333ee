import { z } from 'zod'
import { Time } from './common.ts'
import { get } from './contract.ts'
import { ReportRunId } from './ids.ts'

/** What a report can be about. */
export const ReportType = z.enum([
  'summary',
  'applications',
  'postings',
  'pipeline',
  'sources',
  'reviews',
  'consultants',
])
export type ReportType = z.infer<typeof ReportType>

export const ReportFormat = z.enum(['json', 'csv', 'pdf'])
export type ReportFormat = z.infer<typeof ReportFormat>

export const reportTypeRule = `Use one of: ${ReportType.options.join(', ')}.`
const dayOrTime = 'Use a day like 2026-03-31, or a time like 2026-03-31T09:00:00Z.'

/** A day (in UTC), or a time. */
const Moment = z.union([z.iso.date(), z.iso.datetime({ offset: true })], dayOrTime)

/** `from` counts from the beginning of a day, `to` up to the end of it; of two times, `to` itself is not within. */
const criteria = {
  type: z.enum(ReportType.options, reportTypeRule).default('summary'),
  from: Moment.optional(),
  to: Moment.optional(),
  jobId: z.string().min(1).max(64).optional(),
}

const startOf = (moment: string): number => Date.parse(moment)
const isInOrder = ({ from, to }: { from?: string | undefined; to?: string | undefined }): boolean =>
  from === undefined || to === undefined || startOf(from) <= startOf(to)
const outOfOrder = { message: 'This is after the end of the period.', path: ['from'] }

export const ReportQuery = z
  .strictObject({
    ...criteria,
    format: z.enum(ReportFormat.options, 'Use json, csv or pdf.').default('json'),
    /** CSV alone: begin with a byte order mark, by which spreadsheets know UTF-8. */
    bom: z.enum(['true', 'false'], 'Use true or false.').default('true'),
  })
  .refine(isInOrder, outOfOrder)
export type ReportQuery = z.infer<typeof ReportQuery>

/** `state`: a word of the product's own, as it is stored: `on_hold`, `yes`. */
export const ColumnKind = z.enum(['text', 'state', 'number', 'percent', 'days', 'day'])
export type ColumnKind = z.infer<typeof ColumnKind>

const Cell = z.union([z.string(), z.number(), z.null()])
export type Cell = z.infer<typeof Cell>

/** Rows that a report as JSON holds at most; CSV holds them all. */
export const mostRows = 5000

export const Report = z.object({
  type: ReportType,
  title: z.string(),
  criteria: z.object({ from: Time.nullable(), to: Time.nullable(), jobId: z.string().nullable() }),
  /** When it was read: everything acknowledged before is in it. */
  asOf: Time,
  /** True: the store does not answer, and this is how it was at `asOf`. */
  stale: z.boolean(),
  /** What the whole comes to, each with what it means. */
  figures: z.array(
    z.object({ key: z.string(), label: z.string(), value: Cell, kind: ColumnKind, definition: z.string() }),
  ),
  columns: z.array(z.object({ key: z.string(), label: z.string(), kind: ColumnKind })),
  /** One value per column. */
  rows: z.array(z.array(Cell)),
  /** How many rows there are; more than `rows` when these were cut. */
  total: z.number(),
  /** What a reader should know, in sentences. */
  notes: z.array(z.string()),
})
export type Report = z.infer<typeof Report>

export const RunState = z.enum(['waiting', 'running', 'ready', 'failed', 'expired'])

/** A report that is made beside the request. */
export const ReportRun = z.object({
  id: ReportRunId,
  state: RunState,
  type: ReportType,
  format: ReportFormat,
  /** From 0 to 1. */
  progress: z.number(),
  /** Where the file is, once it is ready. */
  download: z.string().nullable(),
  /** Why it failed, as in a problem document. */
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
  createdAt: Time,
  /** Until then the file is kept. */
  keptUntil: Time,
  version: z.number(),
})
export type ReportRun = z.infer<typeof ReportRun>

/** Which time a saved report is about, counted back from when it is made. */
export const Period = z.enum([
  'last_7_days',
  'last_30_days',
  'last_90_days',
  'last_week',
  'last_month',
  'this_year',
  'all',
])
export type Period = z.infer<typeof Period>

const employer = '/employers/:employerId'
const reports = `${employer}/reports`

export const endpoints = {
  readReport: get(reports, {
    summary:
      'A report as JSON, CSV or PDF; 404 `no-report-data` when there is nothing for the criteria. With `Prefer: respond-async`: 202, and `Location` says where it grows.',
    access: { may: 'figures.read' },
    query: ReportQuery,
    result: Report,
    download: true,
  }),
  readReportRun: get(`${employer}/report-runs/:runId`, {
    summary: 'How far a report is that I asked for with `Prefer: respond-async`.',
    access: { may: 'figures.read' },
    result: ReportRun,
  }),
  downloadReportRun: get(`${employer}/report-runs/:runId/download`, {
    summary: 'The finished report that I asked for.',
    access: { may: 'figures.read' },
    status: 200,
    download: true,
  }),
}

export const entries = {
  /** A report that somebody asked for is ready, or failed. */
  'report.finished': z.object({ runId: ReportRunId, state: RunState, version: z.number() }),
}
