import type { FeedType } from '#protocol/feed'

/** Whatever happens to an interview. */
export const interviewEntries = [
  'interview.offered',
  'interview.scheduled',
  'interview.rescheduled',
  'interview.changed',
  'interview.cancelled',
  'interview.confirmed',
  'interview.declined',
  'interview.replied',
  'interview.no-show',
  'interview.done',
] as const satisfies readonly FeedType[]
