/** How failed work is tried again. */
export interface RetryPolicy {
  /** Attempts in all before the work is given up and waits among the dead letters. */
  readonly tries: number
  /** Attempts in all when every mail server said that trying again will not help. */
  readonly finalTries: number
  /** Milliseconds after the first failure; doubles with each further one … */
  readonly firstDelay: number
  /** … up to this. */
  readonly largestDelay: number
}

/**
 * Seconds at first, since most failures pass quickly and somebody waits for the mail; then hours, so that a mail
 * server may be down for a night. A refusal for good is tried for about two minutes: often it is a server that was
 * set up wrongly a moment ago.
 */
export const defaultRetries: RetryPolicy = { tries: 22, finalTries: 8, firstDelay: 1000, largestDelay: 2 * 3600_000 }

/**
 * Milliseconds to wait after an attempt; null: give up.
 * @param attempt number of the attempt that failed, from 1
 * @param random from 0 to 1: the delay varies by a fifth, so that what failed together does not come back together
 */
export function delayAfter(
  attempt: number,
  { isFinal, random }: { isFinal: boolean; random: number },
  policy: RetryPolicy = defaultRetries,
): number | null {
  if (attempt >= (isFinal ? policy.finalTries : policy.tries)) return null
  const delay = Math.min(policy.firstDelay * 2 ** (attempt - 1), policy.largestDelay)
  return Math.round(delay * (0.9 + 0.2 * random))
}
