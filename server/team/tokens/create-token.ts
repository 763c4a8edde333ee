import type { endpoints } from '#protocol/tokens'
import { AppError } from '../../app-error.ts'
import { digest } from '../../auth/secrets.ts'
import { apiTokenPrefix } from '../../http/actor.ts'
import type { HandlerRun } from '../../http/bind.ts'
import { newId, newSecret } from '../../store/ids.ts'
import type { LinkSecrets } from '../../store/link-key.ts'
import { actOf, recordAudit } from '../audit.ts'
import { presentToken } from './present.ts'
import { type TokenRecord, tokens } from './repository.ts'

/** Enough for every program of a company, and as many as its list shows; a limit, so that a loop does not fill it. */
const most = 200
const day = 24 * 3_600_000

/**
 * The secret is answered and not kept, not even with the first answer to an `Idempotency-Key`: a repeated request gets
 * the same one, since it is derived from that key, which is not kept either.
 */
export function createToken(links: LinkSecrets): HandlerRun<typeof endpoints.createToken> {
  return async (member, { body: { name, scopes, expiresInDays } }, context, once) => {
    const key = context.req.header('idempotency-key')
    const { employerId, userId } = member
    const secret =
      key === undefined ? newSecret() : links.secretOf(JSON.stringify(['api-token', employerId, userId, key]))
    const token = `${apiTokenPrefix}${secret}`
    const made = await once([], async (tx, member) => {
      if ((await tokens.countWorking(tx, employerId, most)) >= most) {
        throw new AppError('conflict', `A company has at most ${most} API tokens that work. Revoke one of them first.`)
      }
      await tokens.makeRoom(tx, employerId, most)
      const record: TokenRecord = {
        _id: newId(tx.now.getTime()),
        ...{ employerId, userId, name, scopes, hash: digest(token), createdAt: tx.now },
        expiresAt: new Date(tx.now.getTime() + expiresInDays * day),
        lastUsedAt: null,
        revokedAt: null,
      }
      await tokens.insert(tx, record)
      const subject = { kind: 'token', id: record._id }
      await recordAudit(tx, { ...actOf(member), action: 'token.created', subject, after: { name, scopes } })
      return presentToken(record, tx.now)
    })
    return { ...made, token }
  }
}
