/** The values the store keeps. Everything else is refused where it enters. */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Date
  | Double
  | Oid
  | Bin
  | Regex
  | Timestamp
  | Raw
  | Value[]
  | Doc
export interface Doc {
  [field: string]: Value
}

/** A whole number that is stored as a double: JavaScript alone would turn 5.0 into the int32 5 at the next update. */
export class Double {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

export class Oid {
  readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
}

export class Bin {
  readonly subType: number
  readonly bytes: Uint8Array
  constructor(subType: number, bytes: Uint8Array) {
    this.subType = subType
    this.bytes = bytes
  }
}

export class Regex {
  readonly pattern: string
  readonly options: string
  constructor(pattern: string, options: string) {
    this.pattern = pattern
    this.options = options
  }
}

/** A moment of the store, as snapshot sessions name it; documents hold none. */
export class Timestamp {
  readonly value: bigint
  constructor(value: bigint) {
    this.value = value
  }
}

/** A document still in its encoded form: it is copied into replies, never decoded. */
export class Raw {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
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
export const copyDoc = (doc: Doc): Doc => Object.assign(new Fields(), doc)

export function isDoc(value: unknown): value is Doc {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Fields.prototype
}

export function isNumber(value: Value): value is number | Double | bigint {
  return typeof value === 'number' || value instanceof Double || typeof value === 'bigint'
}

export function toNumber(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (value instanceof Double) return value.value
  return typeof value === 'bigint' ? Number(value) : undefined
}

/** A number as it would be stored: whole results of floating arithmetic stay doubles. */
export function fromDouble(value: number): number | Double {
  return Number.isInteger(value) && Math.abs(value) <= 0x7fffffff && !Object.is(value, -0) ? new Double(value) : value
}

/** The name MongoDB's `$type` operators use. */
export function typeName(value: Value): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing'
    case 'boolean':
      return 'bool'
    case 'string':
      return 'string'
    case 'bigint':
      return 'long'
    case 'number':
      return isInt32(value) ? 'int' : 'double'
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (value instanceof Oid) return 'objectId'
  if (value instanceof Double) return 'double'
  if (value instanceof Bin) return 'binData'
  if (value instanceof Regex) return 'regex'
  if (value instanceof Timestamp) return 'timestamp'
  return 'object'
}

export const isInt32 = (value: number): boolean => (value | 0) === value && !Object.is(value, -0)
