import { encodeKey } from '../bson/key.ts'
import { type Doc, isDoc, toNumber } from '../bson/types.ts'
import { notImplemented, StoreError } from '../errors.ts'
import { pause } from '../yielding.ts'
import { encodeKeys, type KeyField } from './index-keys.ts'
import { splitPath } from './path.ts'

export function parseSort(sort: Doc): KeyField[] {
  return Object.entries(sort).map(([path, order]) => {
    if (isDoc(order)) throw notImplemented(`sorting by ${Object.keys(order)[0] ?? 'an empty document'}`)
    const direction = toNumber(order)
    if (direction !== 1 && direction !== -1)
      throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    if (path.startsWith('$')) throw new StoreError(16410, `FieldPath field names may not start with '$': ${path}`)
    return { path, parts: splitPath(path), descending: direction === -1 }
  })
}

/** The bytes by which a document is ordered: of several rows (arrays) the first in the order asked for counts. */
export function sortKey(doc: Doc, fields: KeyField[]): Buffer {
  try {
    const { keys } = encodeKeys(doc, fields)
    let least = keys[0] ?? encodeKey(null)
    for (const key of keys) if (Buffer.compare(key, least) < 0) least = key
    return least
  } catch (error) {
    if (error instanceof StoreError && error.code === 171)
      throw notImplemented('sorting by two fields that both hold an array in one document')
    throw error
  }
}

export interface Keyed<T> {
  key: Buffer
  item: T
}

export const sortNow = <T>(items: Keyed<T>[]): Keyed<T>[] => items.sort((a, b) => Buffer.compare(a.key, b.key))

/** A stable merge sort that lets other work in between: one great sort must not hold up everybody's writes. */
export async function sortKeyed<T>(items: Keyed<T>[]): Promise<Keyed<T>[]> {
  const run = 1024
  if (items.length <= run) return sortNow(items)
  let runs: Keyed<T>[][] = []
  for (let start = 0; start < items.length; start += run) {
    runs.push(sortNow(items.slice(start, start + run)))
    await pause()
  }
  while (runs.length > 1) {
    const merged: Keyed<T>[][] = []
    for (let index = 0; index < runs.length; index += 2)
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? []))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<T>(left: Keyed<T>[], right: Keyed<T>[]): Promise<Keyed<T>[]> {
  const result: Keyed<T>[] = []
  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    const a = left[l]
    const b = right[r]
    if (a && (!b || Buffer.compare(a.key, b.key) <= 0)) {
      result.push(a)
      l++
    } else if (b) {
      result.push(b)
      r++
    }
    if ((result.length & 2047) === 0) await pause()
  }
  return result
}
