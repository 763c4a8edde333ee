import type { PostingState, Salary } from '#protocol/postings'

export const stateWords: Readonly<Record<PostingState, string>> = {
  draft: 'Draft',
  in_review: 'In review',
  approved: 'Approved',
  published: 'Published',
  paused: 'Paused',
  closed: 'Closed',
  archived: 'Archived',
}

/** `€48,000 to €52,000 a year`. */
export function payWords({ min, max, currency }: Salary): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 })
  return min === max ? `${format.format(min)} a year` : `${format.format(min)} to ${format.format(max)} a year`
}

/** What a feed entry says about a posting. */
export const entryWords: Readonly<Record<string, string>> = {
  'posting.created': 'Created',
  'posting.edited': 'Edited',
  'posting.changes-published': 'Changes published',
  'posting.deleted': 'Put into the bin',
  'posting.restored': 'Taken out of the bin',
  'posting.team-changed': 'Hiring team changed',
  'posting.kit-changed': 'Kit changed',
  'posting.stages-changed': 'Stages changed',
}
