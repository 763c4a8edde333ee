import type { RatingsContent, RatingsRecord } from './repository.ts'

/** So far from the median is far. */
const outlierDistance = 2
/** Of fewer nobody stands apart: there is no middle to stand apart from. */
const leastForOutliers = 3

export interface Spread {
  readonly count: number
  readonly mean: number | null
  readonly median: number | null
  readonly low: number | null
  readonly high: number | null
  /** Indexes into the scores. */
  readonly outliers: readonly number[]
}

/** How far the scores for one criterion lie apart; null is one who gave none. */
export function spreadOf(scores: readonly (number | null)[]): Spread {
  const given = scores.filter((score) => score !== null).sort((a, b) => a - b)
  const [low, high] = [given[0], given.at(-1)]
  if (low === undefined || high === undefined) {
    return { count: 0, mean: null, median: null, low: null, high: null, outliers: [] }
  }
  const median = medianOf(given)
  const isFar = (score: number | null): boolean =>
    given.length >= leastForOutliers && score !== null && Math.abs(score - median) >= outlierDistance
  return {
    count: given.length,
    mean: meanOf(given),
    median,
    low,
    high,
    outliers: scores.flatMap((score, index) => (isFar(score) ? [index] : [])),
  }
}

/** The criteria's means by their weights; a criterion that nobody scored does not count. Null: none was scored. */
export function overallOf(
  criteria: readonly { readonly weight: number; readonly mean: number | null }[],
): number | null {
  const scored = criteria.flatMap(({ weight, mean }) => (mean === null ? [] : [{ weight, mean }]))
  const weights = scored.reduce((sum, { weight }) => sum + weight, 0)
  if (weights === 0) return null
  return rounded(scored.reduce((sum, { weight, mean }) => sum + weight * mean, 0) / weights)
}

export const scoreOf = ({ ratings }: Pick<RatingsContent, 'ratings'>, criterionId: string): number | null =>
  ratings.find((rating) => rating.criterionId === criterionId)?.score ?? null

/**
 * What had been submitted at a moment, as it read then: what came later would tell one person's numbers by the difference
 * that it makes.
 */
export function standingAt(all: readonly RatingsRecord[], moment: Date): RatingsContent[] {
  const inBy = all.filter(({ submittedAt, late }) => submittedAt !== null && submittedAt <= moment && !late)
  // An amendment keeps what was before it: the first one after the moment has what stood at the moment.
  return inBy.map((record) => record.amendments.find(({ at }) => at > moment) ?? record)
}

const meanOf = (values: readonly number[]): number =>
  rounded(values.reduce((sum, value) => sum + value, 0) / values.length)

function medianOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2
}

const rounded = (value: number): number => Math.round(value * 100) / 100
