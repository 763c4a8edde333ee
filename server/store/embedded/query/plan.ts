import { equal } from '../bson/key.ts'
import { type Doc, docOf } from '../bson/types.ts'
import type { Index } from '../storage/catalog.ts'
import { type Interval, type View, wholeSpace } from '../storage/environment.ts'
import { type Conjunction, isRange, pointsOf, takeApart } from './bounds.ts'
import type { Query } from './find.ts'
import { fieldOf, type KeyField } from './index-keys.ts'
import { compileFilter } from './match.ts'

/** How the documents of a query are found: by parts of the collection in `_id` order, of an index, or of several. */
export interface Plan {
  /** One, or one for each alternative of an `$or`. */
  scans: Scan[]
  /** Something narrows the search. */
  bounded: boolean
  /** Every document in these intervals satisfies the filter: no need to look inside. */
  exact: boolean
  /** They come in the order asked for. */
  sorted: boolean
}

interface Scan {
  index: Index | undefined
  intervals: Interval[]
  reverse: boolean
}

export type PlanRequest = Pick<Query, 'view' | 'collection' | 'filter' | 'sort' | 'asOf'>

const idFields = [fieldOf('_id')]
/** More values than these are not looked up one by one. */
const maxIntervals = 2000

export function makePlan(request: PlanRequest): Plan {
  const { view, collection, filter, asOf = Number.POSITIVE_INFINITY } = request
  const parts = takeApart(filter)
  const usable = collection.indexes.filter((one) => one.ready && one.since <= asOf && covers(one, filter, parts))
  // `undefined` stands for the documents themselves, which lie in the order of `_id`.
  const scored = [undefined, ...usable].map((index) => planScan(request, parts, index))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  if (best.equalities === 0) return planUnion(request, parts) ?? best.plan()
  const equals = scored.filter(({ score }) => score === best.score).map(({ plan }) => plan())
  // The index of all that a company has was made first: it is counted no further than what is shorter.
  return equals.reduceRight((a, b) => {
    const length = lengthOf(view, a, 100)
    return lengthOf(view, b, length) < length ? b : a
  })
}

/**
 * Of ways that fix as much the one with less to read is taken: a candidate has a few applications, their employer has
 * them all. Counted as far as a short look goes, since where each has many it matters little.
 */
function lengthOf(view: View, { scans }: Plan, most: number): number {
  let length = 0
  for (const interval of scans.flatMap(({ intervals }) => intervals))
    for (const _ of view.range(interval)) if (++length >= most) return length
  return length
}

/** Of several ways the one with the highest score is taken: more fields fixed, then a range, then the order for free. */
function planScan({ collection, sort }: PlanRequest, conjunction: Conjunction, index: Index | undefined) {
  const { fields = idFields, multikey = false, unique = true } = index ?? {}
  const narrowed: Interval[][] = []
  let exact = !conjunction.opaque && !multikey
  /** How many leading fields have listed values, how many of these just one, and how many intervals that makes. */
  let [equalities, fixed, count, ranged] = [0, 0, 1, false]
  for (const { path, descending } of fields) {
    const bound = conjunction.boundOn(path, descending, multikey)
    if (!bound || count * bound.intervals.length > maxIntervals) break
    narrowed.push(bound.intervals)
    count *= bound.intervals.length
    exact &&= bound.exact
    ranged = !bound.points
    if (ranged) break
    if (fixed === equalities && bound.intervals.length === 1) fixed++
    equalities++
  }
  const order = sort.length > 0 && (multikey || count > 1) ? undefined : orderOf(fields, fixed, sort)
  /** Only the one that is taken is written out. */
  const plan = (): Plan => ({
    scans: [{ index, intervals: within(index?.id ?? collection.id, narrowed), reverse: order === 'backward' }],
    bounded: equalities > 0 || ranged,
    exact: exact && narrowed.length === conjunction.byPath.size,
    sorted: order !== undefined,
  })
  const fullKey = equalities === fields.length && unique
  const score = equalities * 8 + (fullKey ? 100 : 0) + (ranged ? 4 : 0) + (order && sort.length > 0 ? 6 : 0)
  return { plan, score, equalities }
}

/** The parts of a space in which each field in turn lies in one of its intervals. */
const within = (space: number, narrowed: readonly Interval[][]): Interval[] =>
  narrowed.reduce(
    (outer, inner) => outer.flatMap(({ start }) => inner.map((one) => behind(start, one))),
    [wholeSpace(space)],
  )
const behind = (a: Buffer, b: Interval) => ({ start: Buffer.concat([a, b.start]), end: Buffer.concat([a, b.end]) })

/** The order of an index serves a sort when, behind the fields fixed to one value, both name the same fields. */
function orderOf(fields: KeyField[], fixed: number, sort: KeyField[]): 'forward' | 'backward' | undefined {
  const rest = fields.slice(fixed)
  const wanted = sort.filter(({ path }) => !fields.slice(0, fixed).some((field) => field.path === path))
  const turned = wanted.length > 0 && wanted[0]?.descending !== rest[0]?.descending
  const fits = wanted.every(
    ({ path, descending }, i) => rest[i]?.path === path && (rest[i].descending !== descending) === turned,
  )
  return fits ? (turned ? 'backward' : 'forward') : undefined
}

/** A partial index leaves documents out; it serves only filters that leave these out as well. */
function covers({ spec }: Index, filter: Doc, { byPath }: Conjunction): boolean {
  return Object.entries(spec.partialFilterExpression ?? {}).every(([path, condition]) => {
    const asked = filter[path]
    if (asked !== undefined && equal(asked, condition)) return true
    if (path.startsWith('$')) return false
    const conditions = byPath.get(path) ?? []
    const matches = compileFilter(docOf({ value: condition }))
    const points = conditions.map(pointsOf).find((list) => list !== undefined)
    // Null is also found where the field is missing.
    if (points?.every((value) => matches(docOf({ value })) && (value !== null || matches(docOf({}))))) return true
    return equal(condition, docOf({ $exists: true })) && conditions.some(isRange)
  })
}

/** When each alternative of an `$or` has an index of its own, their results are joined. */
function planUnion(request: PlanRequest, { alternatives }: Conjunction): Plan | undefined {
  const { $or: _, $and: __, ...rest } = request.filter
  for (const list of alternatives) {
    const narrowed = (branch: Doc) => docOf({ $and: [docOf(rest), branch] })
    const plans = list.map((branch) => makePlan({ ...request, sort: [], filter: narrowed(branch) }))
    if (plans.every(({ bounded }) => bounded)) {
      const scans = plans.flatMap((plan) => plan.scans)
      return { scans, bounded: true, exact: false, sorted: request.sort.length === 0 }
    }
  }
  return undefined
}
