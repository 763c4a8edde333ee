import { digest } from '../auth/secrets.ts'
import type { Person, Visitor } from '../http/actor.ts'
import { newSecret } from '../store/ids.ts'
import type { CollectionPlan, Scope } from '../store/scope.ts'

/** Stands for somebody's session for a minute: the stock client comes back with the same one after a short cut. */
interface TicketRecord {
  /** Digest of the ticket. */
  _id: string
  userId: string
  sessionId: string
  /** How far the session reaches: a ticket of it goes no further. */
  only?: string
  notAt?: readonly string[]
  expiresAt: Date
}

export const ticketPlan: CollectionPlan = {
  collection: 'tickets',
  indexes: [{ key: { expiresAt: 1 }, name: 'expiresAt_ttl', expireAfterSeconds: 0 }],
}

const ticketRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<TicketRecord>('tickets')

/** In milliseconds. */
const lifetime = 60_000

export interface Tickets {
  issue(person: Person): Promise<{ ticket: string; expiresAt: string }>
  /** Null: unknown, too old, or of a session that has ended. */
  use(ticket: string, visitor: Visitor): Promise<Person | null>
}

/** For pages that cannot send the cookie: what stands in an address ends up in logs, so it is worth nothing later. */
export function createTickets(
  scope: () => Scope,
  alive: (sessionIds: readonly string[]) => Promise<Set<string>>,
): Tickets {
  return {
    issue: async (person) => {
      const { userId, sessionId } = person
      const ticket = newSecret()
      const { now } = scope()
      const expiresAt = new Date(now.getTime() + lifetime)
      await ticketRows(scope()).insertOne({
        ...{ _id: digest(ticket), userId, sessionId, expiresAt },
        ...boundsOf(person),
      })
      return { ticket, expiresAt: expiresAt.toISOString() }
    },
    use: async (ticket, visitor) => {
      const found = await ticketRows(scope()).findOne({ _id: digest(ticket) })
      if (!found || found.expiresAt <= scope().now) return null
      const { userId, sessionId } = found
      const isAlive = (await alive([sessionId])).has(sessionId)
      return isAlive ? { kind: 'person', userId, sessionId, ...boundsOf(found), ...visitor } : null
    },
  }
}

const boundsOf = ({ only, notAt }: Pick<Person, 'only' | 'notAt'>): Pick<Person, 'only' | 'notAt'> => ({
  ...(only === undefined ? {} : { only }),
  ...(notAt === undefined ? {} : { notAt }),
})
