import { type Doc, isDoc, toNumber } from '../bson/types.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
import type { Steps } from '../yielding.ts'
import { encodeKeys, fieldOf, type KeyField } from './index-keys.ts'

export function parseSort(sort: Doc): KeyField[] {
  return Object.entries(sort).map(([path, order]) => {
    if (isDoc(order)) throw notImplemented(`sorting by ${Object.keys(order)[0] ?? 'an empty document'}`)
    const direction = toNumber(order)
    ensure(direction === 1 || direction === -1, 15975, '$sort key ordering must be 1 or -1')
    ensure(!path.startsWith('$') && !path.split('.').includes(''), 2, `'${path}' is no path to sort by`)
    return fieldOf(path, direction === -1)
  })
}

const parallel = () => notImplemented('sorting by two fields that both hold an array in one document')

/** The bytes by which a document is ordered: of several rows (arrays) the first in the order asked for counts. */
function sortKey(doc: Doc, fields: KeyField[]): Buffer {
  const { keys } = encodeKeys(doc, fields, parallel)
  return keys.reduce((least, key) => (Buffer.compare(key, least) < 0 ? key : least))
}

const mebibyte = 1024 * 1024
/** What one sort or stage may hold, and all together: of open cursors too, which keep what they have not given yet. */
const limits = { one: 100 * mebibyte, all: 300 * mebibyte }
let heldByAll = 0
type Hold = (bytes: number) => void

/** Runs what holds documents in memory and counts them; beyond a limit an index is needed, or a narrower filter. */
export function* holding<T, R>(holder: string, work: (hold: Hold) => Generator<T, R>): Generator<T, R> {
  let held = 0
  const hold: Hold = (bytes) => {
    held += bytes
    heldByAll += bytes
    if (bytes <= 0 || (held <= limits.one && heldByAll <= limits.all)) return
    const problem = `The ${holder} exceeded the memory limit of ${held > limits.one ? limits.one : limits.all} bytes.`
    throw new StoreError(292, `${problem} Narrow the filter, add a limit, or create an index that serves it.`)
  }
  try {
    return yield* work(hold)
  } finally {
    heldByAll -= held
  }
}

interface Order<T> {
  by: KeyField[]
  doc: (item: T) => Doc
  size: (item: T) => number
  /** Only so many of the first are wanted. */
  keep: number
}

export function sorted<T>(steps: Iterable<T | undefined>, { by, doc, size, keep }: Order<T>): Steps<T> {
  return holding('sort', function* (hold): Steps<T> {
    let items: { key: Buffer; item: T; size: number }[] = []
    for (const item of steps) {
      yield undefined
      if (item === undefined) continue
      const keyed = { key: sortKey(doc(item), by), item, size: size(item) }
      hold(keyed.size)
      items.push(keyed)
      if (items.length <= keep * 2 + 1000) continue
      items = yield* mergeSort(items)
      for (const { size } of items.splice(keep)) hold(-size)
    }
    for (const { item } of yield* mergeSort(items)) yield item
  })
}

/** A stable sort in steps: one great sort must not hold up everybody's writes. */
function* mergeSort<T extends { key: Buffer }>(items: T[]): Generator<undefined, T[]> {
  yield undefined
  if (items.length <= 1024) return items.sort((a, b) => Buffer.compare(a.key, b.key))
  const middle = items.length >> 1
  const left = yield* mergeSort(items.slice(0, middle))
  const right = yield* mergeSort(items.slice(middle))
  const result: T[] = []
  for (let l = 0, r = 0; result.length < items.length; ) {
    const [a, b] = [left[l], right[r]]
    const isLeft = a && (!b || Buffer.compare(a.key, b.key) <= 0)
    const next = isLeft ? left[l++] : right[r++]
    if (next) result.push(next)
    if ((result.length & 1023) === 0) yield undefined
  }
  return result
}
