import type { endpoints } from '#protocol/auth'
import type { Visitor } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { accounts } from './accounts.ts'
import { linkTokens } from './link-tokens.ts'

export async function verifyEmail(
  tx: Tx,
  _visitor: Visitor,
  { body }: Pick<Input<typeof endpoints.verifyEmail>, 'body'>,
): Promise<undefined> {
  await accounts.confirmAddress(tx, await linkTokens.use(tx, 'verify-email', body.token))
}
