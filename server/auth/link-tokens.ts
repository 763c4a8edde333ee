import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { newSecret } from '../store/ids.ts'
import { type Scope, within } from '../store/scope.ts'
import { emailKeyOf } from './addresses.ts'
import { type LinkKind, linkTokenRows } from './repository.ts'
import { digest } from './secrets.ts'

const hour = 3_600_000
const lifetime: Readonly<Record<LinkKind, number>> = { 'verify-email': 24 * hour, 'password-reset': hour }

/** Links that are mailed to a person: random, digested at rest, good once and for a while, one per address and kind. */
export const linkTokens = {
  /** The secret of a new link; the older one stops working. `userId` null: nobody has the address, nothing is mailed. */
  issue: async (tx: Tx, kind: LinkKind, email: string, userId: string | null): Promise<string> => {
    const secret = newSecret()
    const expiresAt = new Date(tx.now.getTime() + lifetime[kind])
    await linkTokenRows(tx).replaceOne(
      { _id: `${kind}:${digest(emailKeyOf(email))}` },
      { kind, tokenHash: digest(secret), userId, expiresAt },
      { session: tx.session, upsert: true },
    )
    return secret
  },
  /**
   * Whose link this is.
   * @throws {AppError} `invalid-token` when it is unknown, used or too old
   */
  ownerOf: async (scope: Scope, kind: LinkKind, secret: string): Promise<string> => {
    const found = await linkTokenRows(scope).findOne({ tokenHash: digest(secret) }, within(scope))
    // The store clears expired rows only every now and then.
    if (!found?.userId || found.kind !== kind || found.expiresAt <= scope.now) throw invalidLink()
    return found.userId
  },
  /**
   * Uses the link up: of two that try at once, one finds it gone.
   * @throws {AppError} `invalid-token`
   */
  use: async (tx: Tx, kind: LinkKind, secret: string): Promise<string> => {
    const userId = await linkTokens.ownerOf(tx, kind, secret)
    await linkTokenRows(tx).deleteOne({ tokenHash: digest(secret) }, { session: tx.session })
    return userId
  },
}

export const invalidLink = (): AppError =>
  new AppError('invalid-token', 'This link is not valid any more: it was used, replaced by a newer one or is too old.')
