import type { Db } from 'mongodb'
import { RateLimiterMongo } from 'rate-limiter-flexible'
import { emailKeyOf } from './addresses.ts'
import { attemptCollection } from './repository.ts'
import { digest } from './secrets.ts'

/** Counts per account, in the store: they hold over every node and restart. */
interface Attempts {
  /** Milliseconds until another attempt is allowed; 0: now. `counted`: something is there to forget. */
  state(email: string): Promise<{ waitMs: number; counted: boolean }>
  count(email: string): Promise<void>
  forget(email: string): Promise<void>
}

/** @param allowed attempts within `seconds` of the first */
export function createAttempts(db: Db, name: string, allowed: number, seconds: number): Attempts {
  const limiter = new RateLimiterMongo({
    storeClient: db,
    tableName: attemptCollection,
    keyPrefix: name,
    points: allowed,
    duration: seconds,
    // They are in the repository's plan.
    disableIndexesCreation: true,
  })
  // Digested, since people type things into an address field that are nobody's address.
  const keyOf = (email: string) => digest(emailKeyOf(email))
  return {
    state: async (email) => {
      const found = await limiter.get(keyOf(email))
      if (!found) return { waitMs: 0, counted: false }
      return { waitMs: found.consumedPoints >= allowed ? found.msBeforeNext : 0, counted: true }
    },
    count: async (email) => {
      await limiter.penalty(keyOf(email), 1)
    },
    forget: async (email) => {
      await limiter.delete(keyOf(email))
    },
  }
}
