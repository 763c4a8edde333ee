/**
 * The delay in the middle of several. A promise such as "within a second" is held to the median of a few changes in a
 * row: a machine that stands still for a moment spoils one of them, a product that asks now and then instead of being
 * told spoils them all.
 */
export const median = (numbers: readonly number[]): number => {
  if (numbers.length === 0) throw new Error('There is no median of nothing')
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN
}
