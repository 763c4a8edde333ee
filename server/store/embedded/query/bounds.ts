import { BSONRegExp } from 'bson'
import { after, encodeKey, encodePart, maxPart, tagOf } from '../bson/key.ts'
import { type Doc, isDoc, toNumber, type Value } from '../bson/types.ts'
import type { Interval } from '../storage/environment.ts'
import { isOperatorDoc } from './operators.ts'

/** One comparison that must hold for every document found; `other` ones are of no use to an index. */
export interface Condition {
  operator: '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | 'other'
  operand: Value
}

/** A filter taken apart into what indexes can use. */
export function takeApart(filter: Doc) {
  const byPath = new Map<string, Condition[]>()
  /** The lists of `$or`s, each of which must hold. */
  const alternatives: Doc[][] = []
  /** Something here cannot be told by an index alone, so found documents are checked again. */
  let opaque = false

  function collect(part: Doc): void {
    for (const [path, operand] of Object.entries(part)) {
      if (path === '$and' && Array.isArray(operand)) operand.filter(isDoc).forEach(collect)
      else if (path === '$or' && Array.isArray(operand)) alternatives.push(operand.filter(isDoc))
      else if (path.startsWith('$')) opaque = true
      else if (!isOperatorDoc(operand)) add(path, '$eq', operand)
      else for (const [operator, value] of Object.entries(operand)) add(path, operator, value)
    }
  }

  function add(path: string, name: string, operand: Value): void {
    const values = name === '$in' && Array.isArray(operand) ? operand : [operand]
    const usable = values.every((value) => !Array.isArray(value) && !(value instanceof BSONRegExp))
    const operator = usable && isComparison(name) ? name : 'other'
    byPath.set(path, [...(byPath.get(path) ?? []), { operator, operand }])
  }

  const known = new Map<string, ReturnType<typeof boundOf>>()
  /** Remembered: most indexes begin with the same field, and to write its values as keys is the dearest part. */
  function boundOn(path: string, descending: boolean, multikey: boolean) {
    const name = `${descending} ${multikey} ${path}`
    if (!known.has(name)) known.set(name, boundOf(byPath.get(path) ?? [], descending, multikey))
    return known.get(name)
  }

  collect(filter)
  return { byPath, boundOn, alternatives, opaque: opaque || alternatives.length > 0 }
}

export type Conjunction = ReturnType<typeof takeApart>

const isComparison = (name: string): name is Condition['operator'] => /^\$(eq|in|[gl]te?)$/.test(name)

/** The values a condition allows, where these can be listed. */
export const pointsOf = ({ operator, operand }: Condition): Value[] | undefined =>
  operator === '$in' && Array.isArray(operand) ? operand : operator === '$eq' ? [operand] : undefined

/** Greater or less than a value; never true of a field that is missing. */
export const isRange = ({ operator, operand }: Condition): boolean => /^\$[gl]/.test(operator) && operand !== null

const beginningWith = (prefix: Buffer): Interval => ({ start: prefix, end: after(prefix) })

/**
 * What the conditions on one field say about an index's entries. On an index with arrays each condition may hold for
 * another element, so only one of them can bound the search.
 * @returns `points`: each interval is that of one value; `exact`: they say no more than this
 */
function boundOf(all: Condition[], descending: boolean, multikey: boolean) {
  const lists = all.map(pointsOf).filter((list) => list !== undefined)
  const [points] = lists.sort((a, b) => a.length - b.length)
  if (points) {
    const exact = all.length === 1 && !multikey && points.every((value) => value !== null && value !== undefined)
    const keys = points.map((value) => encodePart(value ?? null, descending).bytes).sort(Buffer.compare)
    const distinct = keys.filter((key, at) => at === 0 || !keys[at - 1]?.equals(key))
    return { intervals: distinct.map(beginningWith), points: true, exact }
  }
  const used = all.filter(isRange).slice(0, multikey ? 1 : undefined)
  const [first] = used
  if (!first || used.some(({ operand }) => tagOf(operand) !== tagOf(first.operand))) return undefined
  let { start, end } = wholeType(first.operand)
  let exact = !multikey && used.length === all.length
  for (const { operator, operand } of used) {
    const bytes = encodeKey(operand)
    const cut = bytes.length > maxPart
    exact &&= !cut
    const prefix = bytes.subarray(0, maxPart)
    if (operator === '$gt' || operator === '$gte')
      start = later(start, operator === '$gt' && !cut ? after(prefix) : prefix)
    else end = earlier(end, operator === '$lt' && !cut ? prefix : after(prefix))
  }
  return { intervals: [descending ? turned({ start, end }) : { start, end }], points: false, exact }
}

const later = (a: Buffer, b: Buffer): Buffer => (Buffer.compare(a, b) > 0 ? a : b)
const earlier = (a: Buffer, b: Buffer): Buffer => (Buffer.compare(a, b) < 0 ? a : b)

/** All values of the operand's kind: comparisons never leave it. NaN is less than every number, but not `$lt` any. */
function wholeType(operand: Value): Interval {
  const tag = Buffer.from([tagOf(operand)])
  const number = toNumber(operand)
  const start = number === undefined || Number.isNaN(number) ? tag : after(encodeKey(Number.NaN))
  return { start, end: after(tag) }
}

/** The same entries where the bits of their keys are turned, and with them their order. */
function turned({ start, end }: Interval): Interval {
  const invert = (bytes: Buffer) => Buffer.from(bytes.map((byte) => 255 - byte))
  return { start: after(invert(end)), end: after(invert(start)) }
}
