import { after, encodeKey, encodePart, maxPart, tagOf } from '../bson/key.ts'
import { isNumber, type Value } from '../bson/types.ts'
import type { Condition } from './conditions.ts'

export interface Interval {
  start: Buffer
  end: Buffer
}

/** What the conditions on one field say about an index's entries. */
export type Bound =
  | { kind: 'points'; values: Value[]; exact: boolean }
  | { kind: 'range'; low: Edge; high: Edge; exact: boolean }

interface Edge {
  /** Entries that begin with these bytes lie at the edge… */
  prefix: Buffer
  /** …and are outside when this is true. */
  exclusive: boolean
}

/** On an index with arrays each condition may hold for another element, so only one of them can bound the search. */
export function boundOf(all: Condition[], multikey: boolean): Bound | undefined {
  const conditions = all.filter(({ operator }) => operator !== 'other')
  const points = conditions
    .filter(({ operator }) => operator === '$eq' || operator === '$in')
    .map(({ operator, operand }) => (operator === '$in' ? (operand as Value[]) : [operand]))
    .sort((a, b) => a.length - b.length)[0]
  if (points) {
    const exact = all.length === 1 && !multikey && points.every((value) => value !== null && value !== undefined)
    return { kind: 'points', values: points, exact }
  }
  const ranges = conditions.filter(({ operand }) => operand !== null && operand !== undefined)
  const used = multikey ? ranges.slice(0, 1) : ranges
  const [first] = used
  if (!first || used.some(({ operand }) => tagOf(operand) !== tagOf(first.operand))) return undefined
  const whole = wholeType(first.operand)
  let { low, high } = whole
  let cut = false
  for (const { operator, operand } of used) {
    const bytes = encodeKey(operand)
    const tooLong = bytes.length > maxPart
    cut ||= tooLong
    const prefix = tooLong ? bytes.subarray(0, maxPart) : bytes
    const exclusive = !tooLong && (operator === '$gt' || operator === '$lt')
    if (operator === '$gt' || operator === '$gte') low = tighter(low, { prefix, exclusive }, 1)
    else high = tighter(high, { prefix, exclusive }, -1)
  }
  return { kind: 'range', low, high, exact: !multikey && !cut && used.length === all.length }
}

/** All values of the operand's kind: comparisons never leave it. NaN is less than every number, but not `$lt` any. */
function wholeType(operand: Value): { low: Edge; high: Edge } {
  const tag = Buffer.from([tagOf(operand)])
  const low =
    isNumber(operand) && !Number.isNaN(Number(operand))
      ? { prefix: encodeKey(Number.NaN), exclusive: true }
      : { prefix: tag, exclusive: false }
  return { low, high: { prefix: tag, exclusive: false } }
}

/** `side` is 1 for the low edge, where the greater prefix is tighter, and -1 for the high one. */
function tighter(a: Edge, b: Edge, side: number): Edge {
  const order = Buffer.compare(a.prefix, b.prefix) * side
  if (order === 0) return a.exclusive ? a : b
  // A type's own tag is a prefix of every value of it and bounds nothing, at either side.
  if (a.prefix.length === 1) return b
  return order > 0 ? a : b
}

function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => 255 - byte))
}

/** The bytes of one component of the key: single values as prefixes, a range as an interval. */
export function pointPrefix(value: Value, descending: boolean): Buffer {
  return encodePart(value ?? null, descending).bytes
}

export function rangeInterval({ low, high }: { low: Edge; high: Edge }, descending: boolean): Interval {
  const [first, last] = descending
    ? [
        { ...high, prefix: inverted(high.prefix) },
        { ...low, prefix: inverted(low.prefix) },
      ]
    : [low, high]
  return {
    start: first.exclusive ? after(first.prefix) : first.prefix,
    end: last.exclusive ? last.prefix : after(last.prefix),
  }
}
