import type { Doc } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import type { QueryStats } from '../stats.ts'
import type { Collection } from '../storage/catalog.ts'
import type { View } from '../storage/environment.ts'
import type { KeyField } from './index-keys.ts'
import { compileFilter, type Predicate } from './match.ts'
import { makePlan, type Plan, type PlanRequest } from './plan.ts'
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
  hint?: Doc[string]
  asOf?: number
  stats: QueryStats
}

export interface PreparedQuery extends Query {
  plan: Plan
  predicate: Predicate | undefined
}

export function prepare(query: Query): PreparedQuery {
  const predicate = Object.keys(query.filter).length > 0 ? compileFilter(query.filter) : undefined
  const request: PlanRequest = { collection: query.collection, filter: query.filter, sort: query.sort }
  if (query.hint !== undefined) request.hint = query.hint
  if (query.asOf !== undefined) request.asOf = query.asOf
  return { ...query, plan: makePlan(request), predicate }
}

/** How many documents may be looked at in one go. */
const nowLimit = 1000

/** The whole result at once, when few documents have to be looked at: nothing else happens in between. */
export function findNow(query: PreparedQuery): Hit[] | undefined {
  const { plan, predicate, skip, limit } = query
  const enough = plan.sorted && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  const count = { examined: 0 }
  let found: Hit[] = []
  for (const hit of scan(query.view, query.collection, plan, predicate, count)) {
    if (hit) found.push(hit)
    if (found.length >= enough) break
    if (count.examined > nowLimit) return undefined
  }
  if (!plan.sorted)
    found = sortNow(found.map((item) => ({ key: sortKey(item.doc, query.sort), item }))).map(({ item }) => item)
  query.stats.record(query, plan, count.examined)
  return skip > 0 || limit > 0 ? found.slice(skip, limit > 0 ? skip + limit : undefined) : found
}

/** The documents of a query in order, in batches, giving way to other work. */
export async function* find(query: PreparedQuery): AsyncGenerator<Hit[]> {
  const { plan, predicate } = query
  const count = { examined: 0 }
  try {
    const found = hits(query.view, query.collection, plan, predicate, count)
    if (plan.sorted) yield* windowOf(found, query.skip, query.limit)
    else
      yield* windowOf(
        sorted(found, query.sort, query.limit === 0 ? 0 : query.skip + query.limit),
        query.skip,
        query.limit,
      )
  } finally {
    query.stats.record(query, plan, count.examined)
  }
}

async function* windowOf(batches: AsyncGenerator<Hit[]>, skip: number, limit: number): AsyncGenerator<Hit[]> {
  let skipped = 0
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit
  for await (const batch of batches) {
    const from = Math.min(batch.length, skip - skipped)
    skipped += from
    const rest = from === 0 && batch.length <= left ? batch : batch.slice(from, from + left)
    left -= rest.length
    if (rest.length > 0) yield rest
    if (left <= 0) return
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
    if (keep > 0 && items.length > keep * 2 + 1000) {
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
  return new StoreError(
    292,
    `The ${what} exceeded the memory limit of ${memoryLimit} bytes. Narrow the filter, add a limit, or create an index that serves it.`,
  )
}
