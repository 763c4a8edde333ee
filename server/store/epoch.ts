import type { Db } from 'mongodb'
import { newId } from './ids.ts'

/**
 * Names this history of the store. It changes only when history was replaced (a restored backup): then numbers that
 * clients remember mean nothing any more, and they load anew.
 */
export async function readEpoch(db: Db): Promise<string> {
  const found = await db
    .collection<{ _id: string; value: string }>('meta')
    .findOneAndUpdate({ _id: 'epoch' }, { $setOnInsert: { value: newId() } }, { upsert: true, returnDocument: 'after' })
  if (!found) throw new Error('The store did not keep its epoch')
  return found.value
}
