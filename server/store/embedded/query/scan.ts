import { decode } from '../bson/decode.ts'
import type { Doc } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import type { Collection } from '../storage/catalog.ts'
import type { View } from '../storage/environment.ts'
import { spaceKey, textOf } from '../storage/keyspace.ts'
import { pause } from '../yielding.ts'
import type { Predicate } from './match.ts'
import type { Plan } from './plan.ts'

/** A document found: its key, its bytes, and decoded only when somebody looks inside. */
export class Hit {
  readonly key: Buffer
  readonly bytes: Buffer
  #doc: Doc | undefined

  constructor(key: Buffer, bytes: Buffer) {
    this.key = key
    this.bytes = bytes
  }

  get doc(): Doc {
    this.#doc ??= decode(this.bytes)
    return this.#doc
  }
}

/** Counts what queries cost, so that a test can prove that each uses an index. */
export interface ScanCount {
  examined: number
}

/** Every document the plan leads to that passes the filter; `undefined` for those looked at in vain. */
export function* scan(
  view: View,
  collection: Collection,
  plan: Plan,
  filter: Predicate | undefined,
  count: ScanCount,
): Generator<Hit | undefined> {
  for (const hit of candidates(view, collection, plan)) {
    count.examined++
    yield !filter || plan.exact || filter(hit.doc) ? hit : undefined
  }
}

function* candidates(view: View, collection: Collection, plan: Plan): Generator<Hit> {
  if (plan.kind === 'union') {
    const seen = new Set<string>()
    for (const branch of plan.branches)
      for (const hit of candidates(view, collection, branch)) if (isNew(seen, hit.key)) yield hit
    return
  }
  const { index, reverse } = plan
  const intervals = reverse ? [...plan.intervals].reverse() : plan.intervals
  const seen = index?.multikey ? new Set<string>() : undefined
  for (const { start, end } of intervals)
    for (const entry of view.range(start, end, reverse)) {
      if (collection.dropped || index?.ready === false)
        throw new StoreError(175, 'The index or collection that was being read has been dropped. Ask again.')
      if (!index) {
        yield new Hit(entry.key, entry.value)
        continue
      }
      const key = spaceKey(collection.id, entry.value)
      if (seen && !isNew(seen, key)) continue
      const bytes = view.get(key)
      if (bytes) yield new Hit(key, bytes)
    }
}

function isNew(seen: Set<string>, key: Buffer): boolean {
  const size = seen.size
  return seen.add(textOf(key)).size > size
}

const batchSize = 128

/** The hits in batches, giving way to other work in between. */
export async function* hits(
  view: View,
  collection: Collection,
  plan: Plan,
  filter: Predicate | undefined,
  count: ScanCount,
): AsyncGenerator<Hit[]> {
  let batch: Hit[] = []
  let steps = 0
  for (const hit of scan(view, collection, plan, filter, count)) {
    if (hit) batch.push(hit)
    if ((++steps & 15) === 0 || batch.length >= batchSize) {
      const turn = pause()
      if (batch.length >= batchSize || (turn && batch.length > 0)) {
        yield batch
        batch = []
      }
      if (turn) await turn
    }
  }
  if (batch.length > 0) yield batch
}
