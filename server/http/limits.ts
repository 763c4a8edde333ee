import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../app-error.ts'
import type { Config } from '../config.ts'

export type LimitName = 'register' | 'apply' | 'auth' | 'person' | 'message' | 'product'

export interface Limits {
  /**
   * Counts one request of `who` (a person's id or an address).
   * @throws {AppError} `rate-limited` with the seconds to wait
   */
  take(limit: LimitName, who: string): Promise<void>
}

/** How many requests a person may make at once is spread over this many seconds. */
const burstSeconds = 10

/**
 * The limits of this node, each route kind its own: registrations, applications and sign-in calls per address and
 * minute; messages per person and minute; words on the product per person and hour; for people a steady rate with a burst
 * on top.
 */
export function createLimits(config: Config): Limits {
  const perMinute = (points: number) => new RateLimiterMemory({ points, duration: 60 })
  const limiters = {
    register: perMinute(config.LIMIT_REGISTER),
    apply: perMinute(config.LIMIT_APPLY),
    auth: perMinute(config.LIMIT_AUTH),
    message: perMinute(config.LIMIT_MESSAGES),
    product: new RateLimiterMemory({ points: config.LIMIT_PRODUCT_FEEDBACK, duration: 3600 }),
    person: new BurstyRateLimiter(
      new RateLimiterMemory({ points: config.LIMIT_PERSON_RATE, duration: 1, keyPrefix: 'steady' }),
      new RateLimiterMemory({ points: config.LIMIT_PERSON_BURST, duration: burstSeconds, keyPrefix: 'burst' }),
    ),
  }
  return {
    take: async (limit, who) => {
      try {
        await limiters[limit].consume(`${limit}:${who}`)
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000))
        throw new AppError('rate-limited', `Too many requests. Try again in ${seconds} s.`, { retryAfter: seconds })
      }
    },
  }
}
