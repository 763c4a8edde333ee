/** Scores of one reviewer, by criterion; null: none was given. */
export type Scores = ReadonlyMap<string, number>

/**
 * How much reviewers agree, in whole per cent: of all pairs of scores for the same criterion, how many are at most one
 * step apart. Null: no criterion was scored by two.
 */
export function agreementOf(reviewers: readonly Scores[]): number | null {
  let [pairs, near] = [0, 0]
  for (const [i, one] of reviewers.entries()) {
    for (const other of reviewers.slice(i + 1)) {
      for (const [criterionId, score] of one) {
        const second = other.get(criterionId)
        if (second === undefined) continue
        pairs++
        if (Math.abs(score - second) <= 1) near++
      }
    }
  }
  return pairs === 0 ? null : Math.round((100 * near) / pairs)
}
