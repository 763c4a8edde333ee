import type { PanelRecord } from './repository.ts'

type Panel = Pick<PanelRecord, 'reviewers' | 'revealed'>

export const emptyPanel = (
  application: Pick<PanelRecord, '_id' | 'employerId' | 'jobId' | 'candidateId'>,
): PanelRecord => ({
  ...application,
  ...{ reviewers: [], assigned: false, kitVersion: null, revealed: null, version: 0 },
})

/** "3 of 4": how many are in, of how many. */
export const countsOf = ({ reviewers }: Pick<Panel, 'reviewers'>): { submitted: number; expected: number } => ({
  submitted: reviewers.filter(({ submittedAt }) => submittedAt !== null).length,
  expected: reviewers.length,
})

export const isReviewer = ({ reviewers }: Pick<Panel, 'reviewers'>, userId: string): boolean =>
  reviewers.some((reviewer) => reviewer.userId === userId)

export const hasSubmitted = ({ reviewers }: Pick<Panel, 'reviewers'>, userId: string): boolean =>
  reviewers.some((reviewer) => reviewer.userId === userId && reviewer.submittedAt !== null)

/** Whether theirs is still to come. */
export const isAwaited = ({ reviewers }: Pick<Panel, 'reviewers'>, userId: string): boolean =>
  reviewers.some((reviewer) => reviewer.userId === userId && reviewer.submittedAt === null)

/** Whether the panel is another than the posting's usual one, for all to see: a draft alone is nobody's news. */
export const isTold = (panel: Pick<PanelRecord, 'assigned' | 'reviewers' | 'revealed'>): boolean =>
  panel.assigned || panel.revealed !== null || countsOf(panel).submitted > 0

/** Nobody is missing: from now on there is nothing that seeing the others' could change. */
export function isComplete(panel: Pick<Panel, 'reviewers'>): boolean {
  const { submitted, expected } = countsOf(panel)
  return expected > 0 && submitted === expected
}

/** The panel with these reviewers; what those who stay have submitted stays. */
export const withReviewers = (panel: PanelRecord, userIds: readonly string[]): PanelRecord => ({
  ...panel,
  reviewers: [...new Set(userIds)].map((userId) => ({
    userId,
    submittedAt: panel.reviewers.find((reviewer) => reviewer.userId === userId)?.submittedAt ?? null,
  })),
})

export const withSubmission = (panel: PanelRecord, userId: string, at: Date): PanelRecord => ({
  ...panel,
  reviewers: panel.reviewers.map((reviewer) =>
    reviewer.userId === userId ? { userId, submittedAt: reviewer.submittedAt ?? at } : reviewer,
  ),
})

/** The panel turned over, when the last one is in; as it is otherwise, and when it was turned over before. */
export const revealedIfComplete = (panel: PanelRecord, at: Date): PanelRecord =>
  panel.revealed === null && isComplete(panel) ? { ...panel, revealed: { at, by: null, reason: null } } : panel
