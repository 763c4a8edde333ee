import type { Db } from 'mongodb'
import { type SessionRecord, sessionRows } from '../auth/repository.ts'
import type { FoundSession, Sessions } from '../auth/sessions.ts'
import { apiTokenPrefix, type Caller, type Identify, type Person, type Visitor } from '../http/actor.ts'
import { createBatchedRead } from '../store/batched-read.ts'
import { memberAmong, memberOf } from './membership.ts'
import type { MembershipRecord } from './repository.ts'
import type { ApiTokens } from './tokens/api-tokens.ts'

/** Recognises who calls by the secret that they hold: of a session, or an API token. */
export function createCallers(db: Db, sessions: Sessions, tokens: ApiTokens): Pick<Identify, 'person' | 'caller'> {
  const withStandings = createBatchedRead((ids) => readWithStandings(db, ids))

  async function callerOf(secret: string, visitor: Visitor): Promise<Caller | null> {
    let standings: readonly MembershipRecord[] = []
    const session = await sessions.find(secret, async (id) => {
      const found = await withStandings(id)
      standings = found?.standings ?? []
      return found
    })
    return session && { person: personOf(session, visitor), member: memberAmong(standings) }
  }

  return {
    person: async (secret, visitor) => {
      if (secret.startsWith(apiTokenPrefix)) return tokens.find(secret, visitor)
      const session = await sessions.find(secret)
      return session && personOf(session, visitor)
    },
    caller: async (secret, visitor) => {
      if (!secret.startsWith(apiTokenPrefix)) return callerOf(secret, visitor)
      const person = await tokens.find(secret, visitor)
      return person && { person, member: memberOf }
    },
  }
}

const personOf = ({ sessionId, userId, expiresAt, limits }: FoundSession, visitor: Visitor): Person => ({
  ...{ kind: 'person', userId, sessionId, expiresAt },
  ...visitor,
  ...limits,
})

interface SessionWithStandings extends SessionRecord {
  /** Of its person, at all employers. */
  readonly standings: readonly MembershipRecord[]
}

async function readWithStandings(db: Db, ids: readonly string[]): Promise<Map<string, SessionWithStandings>> {
  const found = await sessionRows({ db })
    .aggregate<SessionWithStandings>([
      { $match: { _id: { $in: [...ids] } } },
      { $lookup: { from: 'memberships', localField: 'userId', foreignField: 'userId', as: 'standings' } },
    ])
    .toArray()
  return new Map(found.map((session) => [session._id, session]))
}
