import type { Theme } from '#protocol/feedback'
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
}

export const emptyDraft: FeedbackDraft = {
  rating: null,
  processRating: null,
  comments: '',
  strengths: [],
  concerns: [],
  key: null,
}

export const feedbackPlace = (userId: string, candidateId: string) =>
  draftPlace<FeedbackDraft>(userId, `feedback.${candidateId}`)

/** Nothing was said yet: nothing to keep. */
export const isEmpty = ({ rating, processRating, comments, strengths, concerns }: FeedbackDraft): boolean =>
  rating === null && processRating === null && comments === '' && strengths.length === 0 && concerns.length === 0

/** A theme is a strength or a concern, not both. */
export function withTheme(draft: FeedbackDraft, side: 'strengths' | 'concerns', themes: readonly Theme[]) {
  const other = side === 'strengths' ? 'concerns' : 'strengths'
  return { ...draft, [side]: themes, [other]: draft[other].filter((theme) => !themes.includes(theme)) }
}
