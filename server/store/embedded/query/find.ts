import { decode } from '../bson/codec.ts'
import type { Doc } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import type { QueryStats } from '../stats.ts'
import type { Collection } from '../storage/catalog.ts'
import { spaceKey, textOf, type View } from '../storage/environment.ts'
import type { Steps } from '../yielding.ts'
import type { KeyField } from './index-keys.ts'
import { compileFilter } from './match.ts'
import { makePlan, type Plan } from './plan.ts'
import { sorted } from './sort.ts'

export interface Query {
  view: View
  collection: Collection
  filter: Doc
  sort: KeyField[]
  skip: number
  /** 0 means all. */
  limit: number
  /** Indexes younger than this are invisible: the snapshot read from lacks their entries. */
  asOf: number | undefined
  stats: QueryStats
}

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

/** The documents of a query in order; without a query (no such collection) none. */
export function* find(query: Query | undefined): Steps<Hit> {
  if (!query) return
  const { collection, view, filter, sort, skip, limit } = query
  const plan = makePlan(query)
  const predicate = Object.keys(filter).length > 0 ? compileFilter(filter) : undefined
  let examined = 0
  const end = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  const inOrder = { by: sort, doc: (hit: Hit) => hit.doc, size: (hit: Hit) => hit.bytes.length, keep: end }
  try {
    yield* between(plan.sorted ? matching() : sorted(matching(), inOrder), skip, end)
  } finally {
    query.stats.record(query, plan, examined)
  }

  function* matching(): Steps<Hit> {
    for (const hit of candidates(view, collection, plan)) {
      examined++
      yield !predicate || plan.exact || predicate(hit.doc) ? hit : undefined
    }
  }
}

/** What is found from position `start` on, up to but not including `end`. */
export function* between<T>(steps: Iterable<T | undefined>, start: number, end: number): Steps<T> {
  let position = 0
  for (const item of steps) {
    yield item !== undefined && position++ >= start ? item : undefined
    if (position >= end) return
  }
}

/** Every document the plan leads to, once: several entries of an index, or several scans, may lead to one. */
function* candidates(view: View, collection: Collection, { scans }: Plan): Generator<Hit> {
  const repeats = scans.length > 1 || scans[0]?.index?.multikey
  const seen = new Set<string>()
  for (const { index, intervals, reverse } of scans)
    for (const interval of reverse ? intervals.toReversed() : intervals)
      for (const entry of view.range(interval, reverse)) {
        if (collection.dropped || index?.ready === false)
          throw new StoreError(175, 'The index or collection that was being read has been dropped. Ask again.')
        const key = index ? spaceKey(collection.id, entry.value) : entry.key
        if (repeats && seen.size === seen.add(textOf(key)).size) continue
        const bytes = index ? view.get(key) : entry.value
        if (bytes) yield new Hit(key, bytes)
      }
}
