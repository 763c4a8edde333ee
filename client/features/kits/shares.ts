/**
 * Weights as whole percents of their sum. What rounding leaves goes to the largest rests, so that they make 100
 * together and nobody adds them up to 99.
 */
export function sharesOf(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (100 * weight) / sum)
  const shares = exact.map(Math.floor)
  const left = 100 - shares.reduce((total, share) => total + share, 0)
  const byRest = exact
    .map((share, place) => ({ place, rest: share - Math.floor(share) }))
    .sort((a, b) => b.rest - a.rest || a.place - b.place)
  for (const { place } of byRest.slice(0, left)) shares[place] = (shares[place] ?? 0) + 1
  return shares
}
