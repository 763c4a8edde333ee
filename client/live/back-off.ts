/** Milliseconds before another attempt: doubling from `first` to `longest`, jittered so that pages do not return in step. */
export const backOff = (
  failures: number,
  { first = 1000, longest = 30_000, random = Math.random }: BackOffOptions = {},
): number => Math.min(longest, first * 2 ** failures) * (0.5 + random() / 2)

interface BackOffOptions {
  readonly first?: number
  readonly longest?: number
  /** From 0 to 1. */
  readonly random?: () => number
}
