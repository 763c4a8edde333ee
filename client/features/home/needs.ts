import type { Application } from '#protocol/applications'
import type { Action } from '#protocol/permissions'
import type { PostingSummary } from '#protocol/postings'
import type { Reminder } from '#protocol/reminders'
import type { Review } from '#protocol/scorecards'
import { beside, isolated } from '../../ui/beside.ts'

/** Something that waits for the reader. */
export interface Need {
  readonly id: string
  readonly kind:
    | 'scorecard'
    | 'reminder'
    | 'late'
    | 'approve'
    | 'publish'
    | 'new-applications'
    | 'draft'
    | 'unpublished'
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
  due: readonly Reminder[],
  may: May,
  reviews: readonly Review[] = [],
): readonly Need[] {
  const needs = [
    ...reviews.map(reviewNeed),
    ...reminderNeeds(due),
    ...postings.flatMap((posting) => [...applicationNeeds(posting, newest, may), ...postingNeeds(posting, may)]),
  ]
  const order: readonly Need['kind'][] = [
    'scorecard',
    'reminder',
    'late',
    'new-applications',
    'approve',
    'publish',
    'unpublished',
    'draft',
  ]
  return needs.sort(
    (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.since ?? '').localeCompare(b.since ?? ''),
  )
}

/** One's own reminders and days to look again, each; who waits for a reply, by posting. */
function reminderNeeds(due: readonly Reminder[]): Need[] {
  const single = due.flatMap(({ id, kind, note, candidate, candidateId, jobTitle, jobId, dueAt }): Need[] => {
    if (kind === 'reply') return []
    const title = note ?? (kind === 'hold' ? 'Look at it again' : 'You wanted to be reminded')
    const detail = beside(candidate.name ?? candidate.code, jobTitle)
    const href = `/pipeline/${jobId}?candidate=${candidateId}`
    return [{ id: `reminder ${id}`, kind: 'reminder', title, detail, href, action: 'Look at it', since: dueAt }]
  })
  const late = due.filter(({ kind }) => kind === 'reply')
  const grouped = [...new Set(late.map(({ jobId }) => jobId))].flatMap((jobId): Need[] => {
    const ofJob = late.filter((reminder) => reminder.jobId === jobId)
    const [first] = ofJob
    if (!first) return []
    const title = ofJob.length === 1 ? '1 candidate waits too long' : `${ofJob.length} candidates wait too long`
    const href = `/pipeline/${jobId}${ofJob.length === 1 ? `?candidate=${first.candidateId}` : ''}`
    return [
      {
        id: `late ${jobId}`,
        kind: 'late',
        title,
        detail: isolated(first.jobTitle),
        href,
        action: 'Answer',
        since: first.dueAt,
      },
    ]
  })
  return [...single, ...grouped]
}

/** Others wait for it: until the last one is in, everything is sealed. */
const reviewNeed = ({ applicationId, candidate, jobTitle, rated, of, submitted, expected, since }: Review): Need => ({
  id: `scorecard ${applicationId}`,
  kind: 'scorecard',
  title: `Your scorecard for ${candidate.code}`,
  detail: beside(jobTitle, rated > 0 ? `${rated} of ${of} rated` : `${submitted} of ${expected} in`),
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
      detail: isolated(posting.title),
      href: `/pipeline/${posting.id}`,
      action: 'Review',
      since: oldest.appliedAt,
    },
  ]
}

function postingNeeds(posting: PostingSummary, may: May): Need[] {
  const { id, title, state, updatedAt } = posting
  const need = (kind: Need['kind'], words: string, action: string): Need[] => [
    {
      id: `${kind} ${id}`,
      kind,
      title: words,
      detail: isolated(title),
      href: `/postings/${id}`,
      action,
      since: updatedAt,
    },
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
