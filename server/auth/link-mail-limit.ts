import type { Db } from 'mongodb'
import type { Log } from '../log.ts'
import type { Cause } from '../request-id.ts'
import { maskAddress } from './addresses.ts'
import { createAttempts } from './attempts.ts'

/** Links mailed to one address within an hour: nobody's mailbox is flooded through us. */
const linksPerHour = 10

export interface LinkMailLimit {
  /** May another link be mailed? Beyond the limit requests are taken in silence, since the answer never tells anything. */
  allows(email: string, visitor: Cause): Promise<boolean>
}

export function createLinkMailLimit(db: Db, log: Log): LinkMailLimit {
  const mailed = createAttempts(db, 'link-mail', linksPerHour, 3600)
  return {
    allows: async (email, { request }) => {
      const { waitMs } = await mailed.state(email)
      if (waitMs === 0) await mailed.count(email)
      else log.warn({ request, email: maskAddress(email) }, 'more links were asked for than an address gets in an hour')
      return waitMs === 0
    },
  }
}
