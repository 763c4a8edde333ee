/** One promise: what was measured, beside what, and whether it holds. */
export interface Row {
  readonly what: string
  /** Figures with their unit, for people. */
  readonly ours: string
  readonly baseline: string
  /** What is held against the bound: a ratio unless the unit says otherwise. */
  readonly figure: number
  readonly bound: { readonly most: number } | { readonly least: number }
  readonly unit?: string
}

export const holds = ({ figure, bound }: Row): boolean =>
  'most' in bound ? figure <= bound.most : figure >= bound.least

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = Number.NaN, high = low] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (low + high) / 2
}

/**
 * Measures two things in turn, so that a machine whose speed drifts treats both alike, and answers the medians of each
 * and of the ratios pair by pair.
 */
export async function alternate(
  rounds: number,
  ours: () => Promise<number>,
  baseline: () => Promise<number>,
): Promise<{ ours: number; baseline: number; ratio: number }> {
  const pairs: { a: number; b: number }[] = []
  for (let round = 0; round < rounds; round++) pairs.push({ a: await ours(), b: await baseline() })
  return {
    ours: median(pairs.map(({ a }) => a)),
    baseline: median(pairs.map(({ b }) => b)),
    ratio: median(pairs.map(({ a, b }) => a / b)),
  }
}
