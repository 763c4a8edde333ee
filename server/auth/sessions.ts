import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { Db } from 'mongodb'
import type { Visitor } from '../http/actor.ts'
import { createBatchedRead } from '../store/batched-read.ts'
import { timeNow } from '../store/clock.ts'
import { newSecret } from '../store/ids.ts'
import { type Scope, within } from '../store/scope.ts'
import { type SessionLimits, type SessionRecord, sessionRows } from './repository.ts'
import { digest } from './secrets.ts'

/** A session that is not over. */
export interface FoundSession {
  readonly sessionId: string
  readonly userId: string
  readonly expiresAt: Date
  readonly limits: SessionLimits
}

/** Who is signed in on which browser. The library behind it is not to be seen from outside. */
export interface Sessions {
  /** The secret is for the cookie alone: the store keeps its digest. */
  create(
    scope: Scope,
    userId: string,
    visitor: Visitor,
    limits?: SessionLimits,
  ): Promise<{ secret: string; expiresAt: Date }>
  /**
   * The session of a secret; half-way to its end it is prolonged. Null: unknown or over.
   * @param read how its record is read; left out: alone
   */
  find(secret: string, read?: FindSession): Promise<FoundSession | null>
  /** The second factor is set up: from here on the session reaches everything. */
  unlimit(sessionId: string): Promise<void>
  end(sessionId: string): Promise<void>
  /** Ends all sessions of a person and answers which: open sockets of theirs are to be closed after the commit. */
  endAllOf(scope: Scope, userId: string): Promise<string[]>
  /** Those of the sessions that are not over. */
  alive(sessionIds: readonly string[]): Promise<Set<string>>
}

const lifetime = new TimeSpan(30, 'd')

export function createSessions(db: Db): Sessions {
  const outside = (): Scope => ({ db, now: timeNow() })
  // Everybody comes back at once when a node was away: what is asked for at the same time is read together.
  const byId = createBatchedRead(async (ids) => {
    const found = await sessionRows({ db })
      .find({ _id: { $in: [...ids] } })
      .toArray()
    return new Map(found.map((session) => [session._id, session]))
  })
  return {
    create: async (scope, userId, { ip, userAgent }, limits = {}) => {
      const secret = newSecret()
      const { expiresAt } = await luciaOn(scope).createSession(
        userId,
        { ip, userAgent, usedAt: scope.now, limits },
        { sessionId: secret },
      )
      return { secret, expiresAt }
    },
    find: async (secret, read = byId) => {
      const { session } = await luciaOn(outside(), read).validateSession(secret)
      if (session) await noteUse(outside(), session)
      if (!session) return null
      const { id, userId, expiresAt, limits } = session
      return { sessionId: id, userId, expiresAt, limits }
    },
    unlimit: async (sessionId) => {
      await sessionRows({ db }).updateOne({ _id: sessionId }, { $unset: { limited: '' } })
    },
    end: (sessionId) => luciaOn(outside()).invalidateSession(sessionId),
    endAllOf: async (scope, userId) => {
      const sessions = await luciaOn(scope).getUserSessions(userId)
      await luciaOn(scope).invalidateUserSessions(userId)
      return sessions.map((session) => session.id)
    },
    alive: async (sessionIds) => {
      const found = await sessionRows({ db })
        .find({ _id: { $in: [...sessionIds] }, expiresAt: { $gt: timeNow() } }, { projection: { _id: 1 } })
        .toArray()
      return new Set(found.map((session) => session._id))
    },
  }
}

/** How exactly it is kept when a session was used last, in milliseconds: a write per request would be too many. */
const useGrain = 600_000

async function noteUse(scope: Scope, { id, usedAt }: { id: string; usedAt: Date }): Promise<void> {
  if (scope.now.getTime() - usedAt.getTime() < useGrain) return
  await sessionRows(scope).updateOne({ _id: id }, { $set: { lastUsedAt: scope.now } })
}

/** Where a session was opened, and when it was used last. */
interface Origin {
  ip: string
  userAgent: string
  usedAt: Date
  limits: SessionLimits
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaOn>
    DatabaseSessionAttributes: Origin
  }
}

type FindSession = (id: string) => Promise<SessionRecord | null>

/** @param find left out: in the scope, such as its transaction */
const luciaOn = (scope: Scope, find?: FindSession) =>
  new Lucia(adapterOn(scope, find), {
    sessionExpiresIn: lifetime,
    getSessionAttributes: ({ usedAt, limits }) => ({ usedAt, limits }),
  })

/**
 * Lucia would keep the cookie's value as the id. Here the secret is digested on its way in, at creation and at look-up;
 * what comes out, and with it every other call, carries the digest.
 */
function adapterOn(
  scope: Scope,
  find: FindSession = (id) => sessionRows(scope).findOne({ _id: id }, within(scope)),
): Adapter {
  const rows = sessionRows(scope)
  const options = within(scope)
  return {
    setSession: async ({ id: secret, userId, expiresAt, attributes: { ip, userAgent, limits } }) => {
      const session: SessionRecord = {
        _id: digest(secret),
        userId,
        expiresAt,
        createdAt: scope.now,
        userAgent,
        ip,
        ...limits,
      }
      await rows.insertOne(session, options)
    },
    getSessionAndUser: async (secret) => {
      const found = await find(digest(secret))
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

const toLucia = (session: SessionRecord) => {
  const { _id, userId, expiresAt, ip, userAgent, createdAt, lastUsedAt, limited, only, notAt } = session
  const limits: SessionLimits = {
    ...(limited ? { limited } : {}),
    ...(only === undefined ? {} : { only }),
    ...(notAt ? { notAt } : {}),
  }
  return { id: _id, userId, expiresAt, attributes: { ip, userAgent, usedAt: lastUsedAt ?? createdAt, limits } }
}
