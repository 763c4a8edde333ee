import { type Doc, isDoc, toNumber } from '../bson/types.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
import { pause } from '../yielding.ts'
import { encodeKeys, type KeyField } from './index-keys.ts'

export const fieldOf = (path: string, descending = false): KeyField => ({ path, parts: path.split('.'), descending })

export function parseSort(sort: Doc): KeyField[] {
  return Object.entries(sort).map(([path, order]) => {
    if (isDoc(order)) throw notImplemented(`sorting by ${Object.keys(order)[0] ?? 'an empty document'}`)
    const direction = toNumber(order)
    ensure(direction === 1 || direction === -1, 15975, '$sort key ordering must be 1 or -1')
    ensure(!path.startsWith('$') && !path.split('.').includes(''), 2, `'${path}' is no path to sort by`)
    return fieldOf(path, direction === -1)
  })
}

/** The bytes by which a document is ordered: of several rows (arrays) the first in the order asked for counts. */
export function sortKey(doc: Doc, fields: KeyField[]): Buffer {
  try {
    return encodeKeys(doc, fields).keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least))
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
  await pause()
  if (items.length <= 1024) return sortNow(items)
  const middle = items.length >> 1
  const left = await sortKeyed(items.slice(0, middle))
  const right = await sortKeyed(items.slice(middle))
  const result: Keyed<T>[] = []
  let l = 0
  let r = 0
  for (let a = left[l], b = right[r]; a || b; a = left[l], b = right[r]) {
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
