import { digest } from '../../auth/secrets.ts'
import { apiTokenPrefix, type Person, type Visitor } from '../../http/actor.ts'
import type { Scope } from '../../store/scope.ts'
import { type TokenRecord, tokenRows, tokens } from './repository.ts'

/** How exactly it is kept when a token was used last, in milliseconds: a write per request would be too many. */
const useGrain = 60_000

export const sessionIdOf = (tokenId: string): string => `token:${tokenId}`

const isOver = ({ revokedAt, expiresAt }: TokenRecord, now: Date): boolean => revokedAt !== null || expiresAt <= now

/** Recognises who calls with an API token. */
export interface ApiTokens {
  /** For whom it acts; null: unknown or over. */
  find(secret: string, visitor: Visitor): Promise<Person | null>
  /** Those of the sessions that stand for tokens which are not over. */
  alive(sessionIds: readonly string[]): Promise<Set<string>>
}

export function createApiTokens(scope: () => Scope): ApiTokens {
  return {
    find: async (secret, visitor) => {
      if (!secret.startsWith(apiTokenPrefix)) return null
      const now = scope()
      const token = await tokens.byHash(now, digest(secret))
      if (!token || isOver(token, now.now)) return null
      const { _id: id, userId, employerId, name, scopes, lastUsedAt } = token
      if (now.now.getTime() - (lastUsedAt?.getTime() ?? 0) >= useGrain) await tokens.noteUse(now, id)
      const used = { token: { id, name, scopes }, only: employerId }
      return { kind: 'person', userId, sessionId: sessionIdOf(id), ...used, ...visitor }
    },
    alive: async (sessionIds) => {
      const prefix = sessionIdOf('')
      const asked = sessionIds.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length))
      if (asked.length === 0) return new Set()
      const now = scope()
      const found = await tokenRows(now)
        .find({ _id: { $in: asked } })
        .toArray()
      return new Set(found.filter((token) => !isOver(token, now.now)).map(({ _id }) => sessionIdOf(_id)))
    },
  }
}
