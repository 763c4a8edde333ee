import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { Db } from 'mongodb'
import type { Visitor } from '../http/actor.ts'
import { newSecret } from '../store/ids.ts'
import { type Scope, within } from '../store/scope.ts'
import { type SessionRecord, sessionRows } from './repository.ts'
import { digest } from './secrets.ts'

/** Who is signed in on which browser. The library behind it is not to be seen from outside. */
export interface Sessions {
  /** The secret is for the cookie alone: the store keeps its digest. */
  create(scope: Scope, userId: string, visitor: Visitor): Promise<{ secret: string; expiresAt: Date }>
  /** The session of a secret; half-way to its end it is prolonged. Null: unknown or over. */
  find(secret: string): Promise<{ sessionId: string; userId: string; expiresAt: Date } | null>
  end(sessionId: string): Promise<void>
  /** Ends all sessions of a person and answers which: open sockets of theirs are to be closed after the commit. */
  endAllOf(scope: Scope, userId: string): Promise<string[]>
  /** Those of the sessions that are not over. */
  alive(sessionIds: readonly string[]): Promise<Set<string>>
}

const lifetime = new TimeSpan(30, 'd')

export function createSessions(db: Db): Sessions {
  const outside = (): Scope => ({ db, now: new Date() })
  return {
    create: async (scope, userId, { ip, userAgent }) => {
      const secret = newSecret()
      const { expiresAt } = await luciaOn(scope).createSession(userId, { ip, userAgent }, { sessionId: secret })
      return { secret, expiresAt }
    },
    find: async (secret) => {
      const { session } = await luciaOn(outside()).validateSession(secret)
      return session && { sessionId: session.id, userId: session.userId, expiresAt: session.expiresAt }
    },
    end: (sessionId) => luciaOn(outside()).invalidateSession(sessionId),
    endAllOf: async (scope, userId) => {
      const sessions = await luciaOn(scope).getUserSessions(userId)
      await luciaOn(scope).invalidateUserSessions(userId)
      return sessions.map((session) => session.id)
    },
    alive: async (sessionIds) => {
      const found = await sessionRows({ db })
        .find({ _id: { $in: [...sessionIds] }, expiresAt: { $gt: new Date() } }, { projection: { _id: 1 } })
        .toArray()
      return new Set(found.map((session) => session._id))
    },
  }
}

/** Where a session was opened. */
interface Origin {
  ip: string
  userAgent: string
}

declare module 'lucia' {
  interface Register {
    DatabaseSessionAttributes: Origin
  }
}

const luciaOn = (scope: Scope) => new Lucia(adapterOn(scope), { sessionExpiresIn: lifetime })

/**
 * Lucia would keep the cookie's value as the id. Here the secret is digested on its way in, at creation and at look-up;
 * what comes out, and with it every other call, carries the digest.
 */
function adapterOn(scope: Scope): Adapter {
  const rows = sessionRows(scope)
  const options = within(scope)
  return {
    setSession: async ({ id: secret, userId, expiresAt, attributes: { ip, userAgent } }) => {
      const session: SessionRecord = { _id: digest(secret), userId, expiresAt, createdAt: scope.now, userAgent, ip }
      await rows.insertOne(session, options)
    },
    getSessionAndUser: async (secret) => {
      const found = await rows.findOne({ _id: digest(secret) }, options)
      // Accounts do not vanish, so the session alone says who it is, and signing a request in stays one read.
      return found ? [toLucia(found), { id: found.userId, attributes: {} }] : [null, null]
    },
    getUserSessions: async (userId) => (await rows.find({ userId }, options).toArray()).map(toLucia),
    updateSessionExpiration: async (id, expiresAt) => {
      await rows.updateOne({ _id: id }, { $set: { expiresAt } }, options)
    },
    deleteSession: async (id) => {
      await rows.deleteOne({ _id: id }, options)
    },
    deleteUserSessions: async (userId) => {
      await rows.deleteMany({ userId }, options)
    },
    // The index on `expiresAt` does that.
    deleteExpiredSessions: async () => {},
  }
}

const toLucia = ({ _id, userId, expiresAt, ip, userAgent }: SessionRecord) => ({
  id: _id,
  userId,
  expiresAt,
  attributes: { ip, userAgent },
})
