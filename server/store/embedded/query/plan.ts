import { after, compare, equal } from '../bson/key.ts'
import { type Doc, docOf, type Value } from '../bson/types.ts'
import { badValue } from '../errors.ts'
import { type Index, keyPattern } from '../storage/catalog.ts'
import { spaceKey } from '../storage/keyspace.ts'
import { type Bound, boundOf, type Interval, pointPrefix, rangeInterval } from './bounds.ts'
import { type Condition, type Conjunction, conjunctionOf } from './conditions.ts'
import type { Query } from './find.ts'
import type { KeyField } from './index-keys.ts'
import { compileFilter } from './match.ts'

/** How the documents of a query are found: by parts of the collection in `_id` order, of an index, or of several. */
export type Plan = {
  /** Every document in these intervals satisfies the filter: no need to look inside. */
  exact: boolean
  /** They come in the order asked for. */
  sorted: boolean
  reverse: boolean
} & (
  | { kind: 'documents' | 'index'; index: Index | undefined; intervals: Interval[]; bounded: boolean }
  | { kind: 'union'; branches: Plan[]; bounded: true }
)

export type PlanRequest = Pick<Query, 'collection' | 'filter' | 'sort' | 'hint' | 'asOf'>

const idField: KeyField = { path: '_id', parts: ['_id'], descending: false }
const maxPrefixes = 2000

export function makePlan(request: PlanRequest): Plan {
  const conjunction = conjunctionOf(request.filter)
  const candidates = candidatesOf(request).map((index) => planIndex(request, conjunction, index))
  let best = candidates.reduce((a, b) => (b.score > a.score ? b : a))
  if (request.hint === undefined && best.equalities === 0) {
    const union = planUnion(request, conjunction)
    if (union) best = { plan: union, score: 0, equalities: 0 }
  }
  return best.plan
}

/** `undefined` stands for the documents themselves, which lie in the order of `_id`. */
function candidatesOf({ collection, hint, asOf }: PlanRequest): (Index | undefined)[] {
  const usable = collection.indexes.filter((index) => index.ready && (asOf === undefined || index.since <= asOf))
  if (hint === undefined) return [undefined, ...usable]
  if (hint === '_id_' || equal(hint, docOf({ _id: 1 })) || equal(hint, docOf({ $natural: 1 }))) return [undefined]
  const index = usable.find((each) => each.name === hint || equal(hint, keyPattern(each.fields)))
  if (!index) throw badValue('hint provided does not correspond to an existing index')
  return [index]
}

interface Scored {
  plan: Plan
  score: number
  equalities: number
}

function planIndex(request: PlanRequest, conjunction: Conjunction, index: Index | undefined): Scored {
  const fields = index ? index.fields : [idField]
  const space = index ? index.id : request.collection.id
  const multikey = index?.multikey === true
  const byPath = groupByPath(conjunction.conditions)
  let prefixes = [spaceKey(space, Buffer.alloc(0))]
  let intervals: Interval[] | undefined
  let consumed = 0
  let exact = !conjunction.opaque && !multikey
  let equalities = 0
  let single = 0
  for (const { path, descending } of fields) {
    const conditions = byPath.get(path)
    const bound = conditions && boundOf(conditions, multikey)
    if (!conditions || !bound || (bound.kind === 'points' && prefixes.length * bound.values.length > maxPrefixes)) break
    consumed += conditions.length
    exact &&= bound.exact
    if (bound.kind === 'range') {
      const { start, end } = rangeInterval(bound, descending)
      intervals = prefixes.map((prefix) => ({
        start: Buffer.concat([prefix, start]),
        end: Buffer.concat([prefix, end]),
      }))
      break
    }
    equalities++
    if (bound.values.length === 1 && single === equalities - 1) single++
    prefixes = pointPrefixes(prefixes, bound, descending)
  }
  const bounded = equalities > 0 || intervals !== undefined
  exact &&= consumed === conjunction.conditions.length && index?.cut !== true
  // The order of such entries is not the order of the documents; that matters to a sort alone.
  const unordered = request.sort.length > 0 && (multikey || index?.cut === true)
  const order = unordered ? undefined : sortDirection(fields, single, request.sort, prefixes.length === 1)
  const impossible = index !== undefined && !covers(index, request, byPath)
  const plan: Plan = {
    kind: index ? 'index' : 'documents',
    index,
    intervals: intervals ?? prefixes.map((prefix) => ({ start: prefix, end: after(prefix) })),
    bounded,
    exact,
    sorted: order !== undefined,
    reverse: order === 'backward',
  }
  const fullKey = equalities === fields.length && (!index || index.unique)
  const score = impossible
    ? -1
    : equalities * 8 + (fullKey ? 100 : 0) + (intervals ? 4 : 0) + (order && request.sort.length > 0 ? 6 : 0)
  return { plan, score, equalities }
}

function groupByPath(conditions: Condition[]): Map<string, Condition[]> {
  const groups = new Map<string, Condition[]>()
  for (const condition of conditions) {
    const group = groups.get(condition.path)
    if (group) group.push(condition)
    else groups.set(condition.path, [condition])
  }
  return groups
}

function pointPrefixes(prefixes: Buffer[], bound: Bound & { kind: 'points' }, descending: boolean): Buffer[] {
  const values =
    bound.values.length > 1 ? [...bound.values].sort(descending ? (a, b) => compare(b, a) : compare) : bound.values
  const distinct = values.filter((value, position) => position === 0 || !equal(value, values[position - 1]))
  return prefixes.flatMap((prefix) => distinct.map((value) => Buffer.concat([prefix, pointPrefix(value, descending)])))
}

/** The order of an index serves a sort when, behind the fields fixed to one value, both name the same fields. */
function sortDirection(
  fields: KeyField[],
  fixed: number,
  sort: KeyField[],
  oneInterval: boolean,
): 'forward' | 'backward' | undefined {
  if (sort.length === 0) return 'forward'
  const fixedPaths = new Set(fields.slice(0, fixed).map(({ path }) => path))
  const wanted = sort.filter(({ path }) => !fixedPaths.has(path))
  if (wanted.length === 0) return oneInterval ? 'forward' : undefined
  const rest = fields.slice(fixed)
  if (!oneInterval || wanted.length > rest.length) return undefined
  const turned = wanted[0]?.descending !== rest[0]?.descending
  const fits = wanted.every(({ path, descending }, position) => {
    const field = rest[position]
    return field?.path === path && (field.descending !== descending) === turned
  })
  if (!fits) return undefined
  return turned ? 'backward' : 'forward'
}

/** Sparse and partial indexes leave documents out; they serve only filters that leave these out as well. */
function covers(index: Index, request: PlanRequest, byPath: Map<string, Condition[]>): boolean {
  const points = (path: string) => byPath.get(path)?.find(({ operator }) => operator === '$eq' || operator === '$in')
  if (index.sparse && !index.fields.some(({ path }) => byPath.get(path)?.some(excludesMissing))) return false
  if (!index.partial) return true
  return Object.entries(index.partial.filter).every(([path, condition]) => {
    const asked = request.filter[path]
    if (asked !== undefined && equal(asked, condition)) return true
    if (path.startsWith('$')) return false
    const matches = compileFilter(docOf({ value: condition }))
    const found = points(path)
    const values = found?.operator === '$in' ? (found.operand as Value[]) : [found?.operand]
    // Null is also found where the field is missing.
    if (found && values.every((value) => matches(docOf({ value })) && (value !== null || matches(docOf({})))))
      return true
    return equal(condition, docOf({ $exists: true })) && byPath.get(path)?.some(excludesMissing) === true
  })
}

function excludesMissing({ operator, operand }: Condition): boolean {
  if (operator === 'other') return false
  return operator === '$in'
    ? (operand as Value[]).every((value) => value !== null)
    : operand !== null && operand !== undefined
}

/** When each alternative of an `$or` has an index of its own, their results are joined. */
function planUnion(request: PlanRequest, { alternatives }: Conjunction): Plan | undefined {
  for (const list of alternatives) {
    const branches = list.map((branch) =>
      makePlan({ ...request, sort: [], filter: docOf({ $and: [withoutOr(request.filter), branch] }) }),
    )
    if (branches.every((plan) => plan.bounded))
      return { kind: 'union', branches, bounded: true, exact: false, sorted: request.sort.length === 0, reverse: false }
  }
  return undefined
}

function withoutOr(filter: Doc): Doc {
  const result = docOf(filter)
  delete result.$or
  delete result.$and
  return result
}
