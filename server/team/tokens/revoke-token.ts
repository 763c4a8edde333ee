import type { endpoints } from '#protocol/tokens'
import { AppError } from '../../app-error.ts'
import type { HandlerRun } from '../../http/bind.ts'
import { actOf, recordAudit } from '../audit.ts'
import type { TeamParts } from '../parts.ts'
import { sessionIdOf } from './api-tokens.ts'
import { tokens } from './repository.ts'

/** Done twice, the second time changes nothing. What the token has open ends, on every node. */
export function revokeToken({ onSessionsEnded }: TeamParts): HandlerRun<typeof endpoints.revokeToken> {
  return async (_member, { tokenId }, _context, once): Promise<undefined> => {
    await once([], async (tx, member) => {
      const token = await tokens.byId(tx, member.employerId, tokenId)
      if (!token) throw new AppError('not-found', 'There is no such token.')
      if (token.revokedAt) return
      await tokens.revoke(tx, tokenId)
      const { name, scopes } = token
      const subject = { kind: 'token', id: tokenId }
      await recordAudit(tx, { ...actOf(member), action: 'token.revoked', subject, before: { name, scopes } })
    })
    onSessionsEnded([sessionIdOf(tokenId)])
  }
}
