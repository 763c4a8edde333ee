import type { Doc } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import type { QueryStats } from '../stats.ts'
import type { Collection } from '../storage/catalog.ts'
import type { View } from '../storage/environment.ts'
import type { Deadline } from '../yielding.ts'
import type { KeyField } from './index-keys.ts'
import { compileFilter, type Predicate } from './match.ts'
import { makePlan, type Plan } from './plan.ts'
import { type Hit, hits, scan } from './scan.ts'
import { type Keyed, sortKey, sortKeyed, sortNow } from './sort.ts'

/** What a sort may hold in memory; beyond it an index is needed, or a narrower filter. */
export const memoryLimit = 100 * 1024 * 1024

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
  deadline: Deadline
}

export interface PreparedQuery extends Query {
  plan: Plan
  predicate: Predicate | undefined
}

export function prepare(query: Query): PreparedQuery {
  const predicate = Object.keys(query.filter).length > 0 ? compileFilter(query.filter) : undefined
  return { ...query, plan: makePlan(query), predicate }
}

/** How many documents may be looked at in one go. */
const nowLimit = 1000

/** The whole result at once, when few documents have to be looked at: nothing else happens in between. */
export function findNow(query: PreparedQuery): Hit[] | undefined {
  const { plan, skip, limit, sort } = query
  const end = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  const count = { examined: 0 }
  let found: Hit[] = []
  for (const hit of scan(query, count)) {
    if (hit) found.push(hit)
    if (plan.sorted && found.length >= end) break
    if (count.examined > nowLimit) return undefined
  }
  if (!plan.sorted)
    found = sortNow(found.map((item) => ({ key: sortKey(item.doc, sort), item }))).map(({ item }) => item)
  query.stats.record(query, count.examined)
  return found.slice(skip, end)
}

/** The documents of a query in order, in batches, giving way to other work. */
export async function* find(query: PreparedQuery): AsyncGenerator<Hit[]> {
  const { plan, skip, limit } = query
  const count = { examined: 0 }
  const end = limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  let passed = 0
  try {
    const found = hits(query, count)
    for await (const batch of plan.sorted ? found : sorted(found, query.sort, end)) {
      const wanted = batch.slice(Math.max(0, skip - passed), end - passed)
      passed += batch.length
      if (wanted.length > 0) yield wanted
      if (passed >= end) return
    }
  } finally {
    query.stats.record(query, count.examined)
  }
}

/** Sorts in memory; with a limit only the first `keep` stay at hand. */
async function* sorted(batches: AsyncGenerator<Hit[]>, sort: KeyField[], keep: number): AsyncGenerator<Hit[]> {
  let items: Keyed<Hit>[] = []
  let bytes = 0
  for await (const batch of batches) {
    for (const hit of batch) {
      items.push({ key: sortKey(hit.doc, sort), item: hit })
      bytes += hit.bytes.length
    }
    if (items.length > keep * 2 + 1000) {
      items = (await sortKeyed(items)).slice(0, keep)
      bytes = items.reduce((sum, { item }) => sum + item.bytes.length, 0)
    }
    if (bytes > memoryLimit) throw memoryExceeded('sort')
  }
  const result = await sortKeyed(items)
  for (let start = 0; start < result.length; start += 128)
    yield result.slice(start, start + 128).map(({ item }) => item)
}

export function memoryExceeded(what: string): StoreError {
  const advice = 'Narrow the filter, add a limit, or create an index that serves it.'
  return new StoreError(292, `The ${what} exceeded the memory limit of ${memoryLimit} bytes. ${advice}`)
}
