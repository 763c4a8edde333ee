import type { endpoints } from '#protocol/product-feedback'
import type { Person } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { productFeedback } from './repository.ts'

/** Keeps it for those who run ClearView. Who wants no answer is not named, in the store neither. */
export async function sendProductFeedback(
  tx: Tx,
  { userId }: Person,
  { body }: Pick<Input<typeof endpoints.sendProductFeedback>, 'body'>,
): Promise<{ id: string }> {
  const { kind, text, page = null, mayAnswer } = body
  const _id = newId(tx.now.getTime())
  await productFeedback.insert(tx, { _id, userId: mayAnswer ? userId : null, kind, text, page, at: tx.now })
  return { id: _id }
}
