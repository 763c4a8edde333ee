import type { Theme } from '#protocol/feedback'
import { CandidateId } from '#protocol/ids'
import { draftPlace } from '../../../live/draft-place.ts'

/** What somebody began to say of a candidate. Kept in this browser until the server has it. */
export interface FeedbackDraft {
  readonly rating: number | null
  readonly processRating: number | null
  readonly comments: string
  readonly strengths: readonly Theme[]
  readonly concerns: readonly Theme[]
  /** Made when it is sent: however often that happens, it is stored once. Null: it is still being written. */
  readonly key: string | null
  /** Once it is sent: to whom, and of whom it speaks, for whoever sends it again without the candidate's page. */
  readonly to?: { readonly employerId: string; readonly code: string }
}

export const emptyDraft: FeedbackDraft = {
  rating: null,
  processRating: null,
  comments: '',
  strengths: [],
  concerns: [],
  key: null,
}

/** What the names of feedback's drafts begin with; the candidate's id follows. */
export const feedbackDrafts = 'feedback.'

export const feedbackPlace = (userId: string, candidateId: string) =>
  draftPlace<FeedbackDraft>(userId, `${feedbackDrafts}${candidateId}`)

/** What is sent; null: it is still being written. */
export function requestOf(
  { rating, processRating, comments, strengths, concerns, key }: FeedbackDraft,
  to: {
    readonly employerId: string
    readonly candidateId: string
  },
) {
  if (rating === null || key === null) return null
  const body = {
    ...{ candidateId: CandidateId.parse(to.candidateId), rating, comments: comments.trim() },
    ...{ strengths: [...strengths], concerns: [...concerns] },
    ...(processRating === null ? {} : { processRating }),
  }
  return { params: { employerId: to.employerId }, body, idempotencyKey: key }
}

/** Nothing was said yet: nothing to keep. */
export const isEmpty = ({ rating, processRating, comments, strengths, concerns }: FeedbackDraft): boolean =>
  rating === null && processRating === null && comments === '' && strengths.length === 0 && concerns.length === 0

/** A theme is a strength or a concern, not both. */
export function withTheme(draft: FeedbackDraft, side: 'strengths' | 'concerns', themes: readonly Theme[]) {
  const other = side === 'strengths' ? 'concerns' : 'strengths'
  return { ...draft, [side]: themes, [other]: draft[other].filter((theme) => !themes.includes(theme)) }
}
