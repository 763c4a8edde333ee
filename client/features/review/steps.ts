import type { KitCriterion } from '#protocol/kits'
import type { MyRatings } from '#protocol/scorecards'

/** The last step of every review: what I would do, and why. */
export const verdict = 'verdict'

/** The steps of a review, in order: each criterion, then the verdict. */
export const stepsOf = (criteria: readonly KitCriterion[]): readonly string[] => [
  ...criteria.map(({ id }) => id),
  verdict,
]

type Content = Pick<MyRatings, 'ratings' | 'recommendation' | 'conclusion'>

/** A number without evidence is half a step. */
export function isDone({ ratings, recommendation, conclusion }: Content, step: string): boolean {
  if (step === verdict) return recommendation !== null && conclusion.trim() !== ''
  const rating = ratings.find(({ criterionId }) => criterionId === step)
  return rating !== undefined && rating.score !== null && rating.evidence.trim() !== ''
}

/** "4 of 12". */
export const progressOf = (content: Content, steps: readonly string[]): { done: number; of: number } => ({
  done: steps.filter((step) => isDone(content, step)).length,
  of: steps.length,
})

/** The step so many further on, without going round. */
export function stepFrom(steps: readonly string[], active: string, by: number): string {
  const at = Math.max(0, steps.indexOf(active)) + by
  return steps[Math.min(Math.max(at, 0), steps.length - 1)] ?? active
}

/** Where somebody who comes back goes on. */
export const firstOpen = (content: Content, steps: readonly string[]): string =>
  steps.find((step) => !isDone(content, step)) ?? steps[0] ?? verdict
