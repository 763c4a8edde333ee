import { TokenId, UserId } from '#protocol/ids'
import type { ApiToken } from '#protocol/tokens'
import type { TokenRecord } from './repository.ts'

export function presentToken(token: TokenRecord, now: Date): ApiToken {
  const { _id, name, scopes, userId, createdAt, expiresAt, lastUsedAt, revokedAt } = token
  return {
    id: TokenId.parse(_id),
    name,
    scopes,
    createdBy: UserId.parse(userId),
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
    state: revokedAt ? 'revoked' : expiresAt <= now ? 'expired' : 'active',
  }
}
