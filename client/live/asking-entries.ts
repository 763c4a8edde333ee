import type { FeedType } from '#protocol/feed'

/** Entries by which somebody is asked for ratings, or not any more, though nobody chose: the team's, and of interviews. */
export const askingEntries = [
  'posting.team-changed',
  'interview.scheduled',
  'interview.rescheduled',
  'interview.changed',
  'interview.cancelled',
  'interview.declined',
  'interview.replied',
  'interview.no-show',
  'interview.done',
] as const satisfies readonly FeedType[]
