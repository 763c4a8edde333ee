import type { Application } from '#protocol/applications'
import type { Action } from '#protocol/permissions'
import type { PostingSummary } from '#protocol/postings'
import type { Review } from '#protocol/scorecards'

/** Something that waits for the reader. */
export interface Need {
  readonly id: string
  readonly kind: 'scorecard' | 'approve' | 'publish' | 'new-applications' | 'draft' | 'unpublished'
  readonly title: string
  readonly detail: string
  readonly href: string
  /** The button's word. */
  readonly action: string
  readonly since: string | null
}

type May = (action: Action, jobId?: string) => boolean

const closed = new Set(['closed', 'archived'])

/** What waits for this person, the most urgent first: people before papers. */
export function needsOf(
  postings: readonly PostingSummary[],
  newest: readonly Application[],
  may: May,
  due: readonly Review[] = [],
): readonly Need[] {
  const needs = [
    ...due.map(reviewNeed),
    ...postings.flatMap((posting) => [...applicationNeeds(posting, newest, may), ...postingNeeds(posting, may)]),
  ]
  const order: readonly Need['kind'][] = ['scorecard', 'new-applications', 'approve', 'publish', 'unpublished', 'draft']
  return needs.sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.since ?? '').localeCompare(b.since ?? ''),
  )
}

/** Others wait for it: until the last one is in, everything is sealed. */
const reviewNeed = ({ applicationId, candidate, jobTitle, rated, of, submitted, expected, since }: Review): Need => ({
  id: `scorecard ${applicationId}`,
  kind: 'scorecard',
  title: `Your scorecard for ${candidate.code}`,
  detail: `${jobTitle} · ${rated > 0 ? `${rated} of ${of} rated` : `${submitted} of ${expected} in`}`,
  href: `/review/${applicationId}`,
  action: rated > 0 ? 'Go on' : 'Rate',
  since,
})

function applicationNeeds(posting: PostingSummary, newest: readonly Application[], may: May): Need[] {
  if (closed.has(posting.state) || !may('application.move', posting.id)) return []
  const unseen = newest.filter((one) => one.jobId === posting.id && one.status === 'active' && !one.viewed)
  const oldest = unseen.at(-1)
  if (!oldest) return []
  const count = unseen.length
  return [
    {
      id: `new ${posting.id}`,
      kind: 'new-applications',
      title: `${count} new ${count === 1 ? 'application' : 'applications'}`,
      detail: posting.title,
      href: `/pipeline/${posting.id}`,
      action: 'Review',
      since: oldest.appliedAt,
    },
  ]
}

function postingNeeds(posting: PostingSummary, may: May): Need[] {
  const { id, title, state, updatedAt } = posting
  const need = (kind: Need['kind'], words: string, action: string): Need[] => [
    { id: `${kind} ${id}`, kind, title: words, detail: title, href: `/postings/${id}`, action, since: updatedAt },
  ]
  if (state === 'in_review' && may('posting.approve', id)) return need('approve', 'Waiting for approval', 'Look at it')
  if (state === 'approved' && may('posting.publish', id))
    return need('publish', 'Approved, not published yet', 'Publish')
  if (state === 'draft' && may('posting.write', id)) return need('draft', 'A draft to finish', 'Go on')
  if (state === 'published' && posting.hasUnpublishedChanges && may('posting.publish', id)) {
    return need('unpublished', 'Edited since it was published', 'Look at it')
  }
  return []
}
