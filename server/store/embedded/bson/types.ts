import { Binary, BSONRegExp, Double, ObjectId, Timestamp } from 'bson'

/** The values the store keeps, and three that only commands carry: bigint (int64), regular expressions, timestamps. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Double
  | ObjectId
  | Binary
  | BSONRegExp
  | Timestamp
  | RawBatch
  | Value[]
  | Doc
export interface Doc {
  [field: string]: Value
}

/** Documents of a reply still in their encoded form: they are copied, never decoded. */
export class RawBatch {
  readonly rows: Buffer[]
  constructor(rows: Buffer[]) {
    this.rows = rows
  }
}

/**
 * Documents inherit nothing, so that a field called `constructor` or `__proto__` is a field like any other.
 * A constructor function keeps them fast; `Object.create(null)` would make each a slow dictionary.
 */
const Fields = function Fields() {} as unknown as { new (): Doc; prototype: object }
Fields.prototype = Object.create(null) as object

export const newDoc = (): Doc => new Fields()
export const docOf = (fields: Record<string, Value>): Doc => Object.assign(new Fields(), fields)

export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Fields.prototype
}

export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0)

/** Numbers are int32 or double as JavaScript's own; only a whole double needs a class, or it would turn into an int32. */
export const fromDouble = (value: number): number | Double => (isInt32(value) ? new Double(value) : value)

export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Double) return value.value
  return typeof value === 'bigint' ? Number(value) : undefined
}

const isWhole = (value: Value): boolean => typeof value === 'number' && Number.isInteger(value)

/** A whole result of whole operands stays whole; with a double among them it is a double. */
export const typed = (result: number, operands: Value[]): Value =>
  operands.every(isWhole) ? result : fromDouble(result)

export const plus = (a: Value, b: Value): Value => typed((toNumber(a) ?? 0) + (toNumber(b) ?? 0), [a, b])

export const absent = (value: Value): value is null | undefined => value === null || value === undefined

/** What conditions take for true: anything but false, zero, null and missing. */
export const truthy = (value: Value): boolean => value !== false && !absent(value) && toNumber(value) !== 0

/** MongoDB's order of kinds; values of different kinds compare by these alone, and missing is less than null. */
export function typeRank(value: Value): number {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Double) return 3
  if (typeof value === 'string') return 4
  if (value === undefined) return 1
  if (value === null) return 2
  if (typeof value === 'boolean') return 9
  if (Array.isArray(value)) return 6
  if (value instanceof Date) return 10
  if (value instanceof ObjectId) return 8
  if (value instanceof Binary) return 7
  if (value instanceof Timestamp) return 11
  return value instanceof BSONRegExp ? 12 : 5
}

/** So many elements from the start or, negative, from the end; or a number of them from such a position on. */
export function partOf(values: Value[], from: number, count?: number): Value[] {
  if (count === undefined) return from < 0 ? values.slice(from) : values.slice(0, from)
  const start = from < 0 ? Math.max(0, values.length + from) : from
  return values.slice(start, start + count)
}

const typeNames = ' missing null number string object array binData objectId bool date timestamp regex'.split(' ')

/** The name MongoDB's `$type` operators use. */
export function typeName(value: Value): string {
  if (typeof value === 'number') return isInt32(value) ? 'int' : 'double'
  if (typeof value === 'bigint') return 'long'
  return value instanceof Double ? 'double' : (typeNames[typeRank(value)] ?? '')
}
