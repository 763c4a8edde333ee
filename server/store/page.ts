import type { Collection, Document, Filter } from 'mongodb'
import type { Page } from '#protocol/common'
import { invalidField } from '../app-error.ts'
import { type Scope, within } from './scope.ts'

/**
 * One page of a collection, newest first. Ids sort by creation, so the last id seen is a cursor that stays right while
 * others insert: what came later lies before the first page.
 */
export async function pageByNewest<Record extends Document & { _id: string }>(
  scope: Scope,
  collection: Collection<Record>,
  filter: Filter<Record>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  /** Fields that a list does not need, such as long texts. */
  leaveOut: readonly (keyof Record & string)[] = [],
): Promise<Page<Record>> {
  const after = cursor === undefined ? null : decodeCursor(cursor)
  const bounded = after === null ? filter : { $and: [filter, { _id: { $lt: after } }] }
  const projection = Object.fromEntries(leaveOut.map((field) => [field, 0]))
  const found = await collection
    .find(bounded as Filter<Record>, { ...within(scope), projection })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .toArray()
  const items = found.slice(0, limit) as Record[]
  const last = items.at(-1)
  return { items, nextCursor: found.length > limit && last ? encodeCursor(last._id) : null }
}

export const encodeCursor = (id: string): string => Buffer.from(id).toString('base64url')

export function decodeCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString()
  if (!/^[0-9a-z]{1,64}$/.test(id)) throw invalidField('cursor', 'Use the nextCursor of the page before, unchanged.')
  return id
}
