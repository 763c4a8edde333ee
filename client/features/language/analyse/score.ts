import type { Finding, Severity } from './finding.ts'

/** Points that a finding takes. */
const weights: Readonly<Record<Severity, number>> = { high: 6, medium: 3, low: 1 }

/** The length, in words, of an ordinary posting: in a longer text each word weighs less. */
const ordinaryLength = 300

/** Points at which the score is half of 100. */
const half = 30

/** With fewer words there is no score: every word would weigh too much. */
const fewestWords = 40

/**
 * How inviting the text reads, 0 to 100; null: too short to say.
 *
 * `100 / (1 + points / 30)`: each open finding takes 6 (high), 3 (medium) or 1 (low) points, the same words a second
 * time and later half as much. Points of words shrink as the text grows beyond 300 words; those of the whole text (pay,
 * requirements, reading) do not. So one more finding always costs a little, never everything.
 */
export function scoreOf(open: readonly Finding[], words: number): number | null {
  if (words < fewestWords) return null
  const seen = new Set<string>()
  let [located, whole] = [0, 0]
  for (const { rule, quote, severity, place } of open) {
    if (place.kind === 'document') whole += weights[severity]
    else {
      const key = `${rule} ${quote.toLowerCase()}`
      located += seen.has(key) ? weights[severity] / 2 : weights[severity]
      seen.add(key)
    }
  }
  const points = located / Math.max(1, words / ordinaryLength) + whole
  return Math.round(100 / (1 + points / half))
}
