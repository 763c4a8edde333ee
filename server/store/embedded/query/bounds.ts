import { after, encodeKey, encodePart, maxPart, tagOf } from '../bson/key.ts'
import { toNumber, type Value } from '../bson/types.ts'
import { type Condition, pointsOf } from './conditions.ts'

/** Keys from `start` on, up to but not including `end`. */
export interface Interval {
  start: Buffer
  end: Buffer
}

/** What the conditions on one field say about an index's entries: a list of values, or a range. */
export interface Bound {
  points?: Buffer[]
  range?: Interval
  /** All that they say, so that documents need not be looked at again. */
  exact: boolean
}

/** On an index with arrays each condition may hold for another element, so only one of them can bound the search. */
export function boundOf(all: Condition[], descending: boolean, multikey: boolean): Bound | undefined {
  const lists = all.map(pointsOf).filter((list) => list !== undefined)
  const [points] = lists.sort((a, b) => a.length - b.length)
  if (points) {
    const exact = all.length === 1 && !multikey && points.every((value) => value !== null && value !== undefined)
    const keys = points.map((value) => encodePart(value ?? null, descending).bytes).sort(Buffer.compare)
    return { points: keys.filter((key, at) => at === 0 || !keys[at - 1]?.equals(key)), exact }
  }
  const ranges = all.filter(({ operator, operand }) => /^\$[gl]/.test(operator) && operand !== null)
  const used = multikey ? ranges.slice(0, 1) : ranges
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
  return { range: descending ? turned({ start, end }) : { start, end }, exact }
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
