import type { Action } from '#protocol/permissions'
import { type PostingState, transitions } from '#protocol/postings'

export interface NextStep {
  readonly to: PostingState
  readonly label: string
  /** What can be gone back to with an undo; null: it cannot, so it is asked for first. */
  readonly back: PostingState | null
}

/** The right that a transition needs beside `posting.write`; the server decides again. */
function rightFor(from: PostingState, to: PostingState): Action {
  if (to === 'approved') return 'posting.approve'
  if (from === 'draft' && to === 'published') return 'posting.publish-directly'
  return to === 'in_review' || to === 'draft' ? 'posting.write' : 'posting.publish'
}

function labelOf(from: PostingState, to: PostingState): string {
  switch (to) {
    case 'in_review':
      return 'Send to review'
    case 'approved':
      return 'Approve'
    case 'published':
      return from === 'paused' ? 'Resume' : 'Publish'
    case 'paused':
      return 'Pause'
    case 'closed':
      return 'Close'
    case 'archived':
      return 'Archive'
    case 'draft':
      return 'Back to draft'
  }
}

/** What I may do next with the posting, the expected step first. */
export function nextSteps(state: PostingState, may: (action: Action) => boolean): NextStep[] {
  if (!may('posting.write')) return []
  const steps = transitions[state]
    .filter((to) => may(rightFor(state, to)))
    .map((to) => ({ to, label: labelOf(state, to), back: transitions[to].includes(state) ? state : null }))
  // Whoever may publish at once does not need the detour by a review.
  return steps.sort((a, b) => rank(a.to) - rank(b.to))
}

const order: readonly PostingState[] = ['published', 'approved', 'in_review', 'paused', 'archived', 'closed', 'draft']
const rank = (state: PostingState) => order.indexOf(state)
