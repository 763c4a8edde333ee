import type { endpoints } from '#protocol/auth'
import type { Person } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { accounts } from './accounts.ts'

/** Pages that are open somewhere else, and mails from now on, have the new name when they read it next. */
export async function editMyName(
  tx: Tx,
  { userId }: Person,
  { body }: Pick<Input<typeof endpoints.editMyName>, 'body'>,
): Promise<{ name: string }> {
  await accounts.rename(tx, userId, body.name)
  return { name: body.name }
}
