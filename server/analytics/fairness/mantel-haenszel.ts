import type { TwoByTwo } from './fisher.ts'

export interface Stratified {
  /** How the odds of passing compare between people of one stratum: above 1 they are better for the first group. */
  readonly oddsRatio: number
  /** How likely a difference at least as great is by chance. */
  readonly p: number
}

/**
 * The common odds ratio over strata (Mantel and Haenszel 1959) and the test that it is 1, with continuity correction.
 * Groups that differ because they are unevenly spread over strata, and not within them, come out alike (Simpson's
 * paradox). Null: no stratum has people of both groups and both outcomes.
 */
export function mantelHaenszel(strata: readonly TwoByTwo[]): Stratified | null {
  let [over, under, difference, variance] = [0, 0, 0, 0]
  for (const { a, b } of strata) {
    const [first, second] = [a.passed + a.stopped, b.passed + b.stopped]
    const [passed, stopped] = [a.passed + b.passed, a.stopped + b.stopped]
    const all = first + second
    if (first === 0 || second === 0 || passed === 0 || stopped === 0) continue
    over += (a.passed * b.stopped) / all
    under += (a.stopped * b.passed) / all
    difference += a.passed - (first * passed) / all
    variance += (first * second * passed * stopped) / (all * all * (all - 1))
  }
  if (variance === 0) return null
  const corrected = Math.max(0, Math.abs(difference) - 0.5)
  return { oddsRatio: over / under, p: upperTail((corrected * corrected) / variance) }
}

/** Of chi-squared with one degree of freedom. */
const upperTail = (x: number): number => erfc(Math.sqrt(x / 2))

/** The complementary error function for x ≥ 0, within 1.2e-7 (Numerical Recipes, 6.2). */
function erfc(x: number): number {
  const t = 1 / (1 + x / 2)
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ]
  const sum = terms.reduceRight((rest, term) => term + t * rest, 0)
  return Math.min(1, t * Math.exp(-x * x + sum))
}
