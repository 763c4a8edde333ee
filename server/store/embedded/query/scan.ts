import { decode } from '../bson/codec.ts'
import type { Doc } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { spaceKey, textOf } from '../storage/keyspace.ts'
import { pause } from '../yielding.ts'
import type { PreparedQuery } from './find.ts'
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
export function* scan(query: PreparedQuery, count: ScanCount): Generator<Hit | undefined> {
  const { plan, predicate } = query
  for (const hit of candidates(query, plan)) {
    count.examined++
    yield !predicate || plan.exact || predicate(hit.doc) ? hit : undefined
  }
}

function* candidates(query: PreparedQuery, plan: Plan): Generator<Hit> {
  const { view, collection } = query
  const seen = plan.kind === 'union' || plan.index?.multikey ? new Set<string>() : undefined
  if (plan.kind === 'union') {
    for (const branch of plan.branches) for (const hit of candidates(query, branch)) if (isNew(seen, hit.key)) yield hit
    return
  }
  const { index, reverse } = plan
  for (const { start, end } of reverse ? plan.intervals.toReversed() : plan.intervals)
    for (const entry of view.range(start, end, reverse)) {
      if (collection.dropped || index?.ready === false)
        throw new StoreError(175, 'The index or collection that was being read has been dropped. Ask again.')
      const key = index ? spaceKey(collection.id, entry.value) : entry.key
      if (!isNew(seen, key)) continue
      const bytes = index ? view.get(key) : entry.value
      if (bytes) yield new Hit(key, bytes)
    }
}

/** Several entries of an index, or several branches, may lead to one document. */
function isNew(seen: Set<string> | undefined, key: Buffer): boolean {
  if (!seen) return true
  const size = seen.size
  return seen.add(textOf(key)).size > size
}

const batchSize = 128

/** The hits in batches, giving way to other work in between. */
export async function* hits(query: PreparedQuery, count: ScanCount): AsyncGenerator<Hit[]> {
  let batch: Hit[] = []
  let steps = 0
  for (const hit of scan(query, count)) {
    if (hit) batch.push(hit)
    if ((++steps & 15) !== 0 && batch.length < batchSize) continue
    query.deadline.check()
    const turn = pause()
    if (batch.length >= batchSize || (turn && batch.length > 0)) {
      yield batch
      batch = []
    }
    if (turn) await turn
  }
  if (batch.length > 0) yield batch
}
