import type { FeedType } from '#protocol/feed'

export const postingEntries = [
  'posting.created',
  'posting.edited',
  'posting.transitioned',
  'posting.deleted',
  'posting.restored',
  'posting.team-changed',
  'posting.stages-changed',
] as const satisfies readonly FeedType[]

export const applicationEntries = [
  'application.received',
  'application.moved',
  'application.selected',
  'application.unselected',
  'application.held',
  'application.resumed',
  'application.rejected',
  'application.withdrawn',
  'application.hired',
  'application.viewed',
] as const satisfies readonly FeedType[]

/** Whatever moves a figure. */
export const figureEntries = [
  ...applicationEntries,
  ...postingEntries,
  'interview.scheduled',
  'interview.done',
  'interview.no-show',
  'scorecard.revealed',
  'scorecard.amended',
] as const satisfies readonly FeedType[]
