import { Bin, type Doc, Double, Oid, Raw, Regex, Timestamp, type Value } from './types.ts'

/** MongoDB's order of types; values of different kinds compare by these alone. */
export function typeRank(value: Value): number {
  switch (typeof value) {
    case 'undefined':
      return 1
    case 'number':
    case 'bigint':
      return 3
    case 'string':
      return 4
    case 'boolean':
      return 9
  }
  if (value === null) return 2
  if (Array.isArray(value)) return 6
  if (value instanceof Double) return 3
  if (value instanceof Date) return 10
  if (value instanceof Oid) return 8
  if (value instanceof Bin) return 7
  if (value instanceof Timestamp) return 11
  if (value instanceof Regex) return 12
  return 5
}

/** Orders any two values as MongoDB does: first by kind, then within it. Missing counts as less than null. */
export function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b)
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b)
  const rank = typeRank(a)
  const other = typeRank(b)
  if (rank !== other) return rank - other
  switch (rank) {
    case 3:
      return compareNumbers(Number(a instanceof Double ? a.value : a), Number(b instanceof Double ? b.value : b))
    case 5:
      return compareDocuments(a as Doc, b as Doc)
    case 6:
      return compareArrays(a as Value[], b as Value[])
    case 7:
      return compareBinaries(a as Bin, b as Bin)
    case 8:
      return Buffer.compare((a as Oid).bytes, (b as Oid).bytes)
    case 9:
      return Number(a) - Number(b)
    case 10:
      return (a as Date).getTime() - (b as Date).getTime()
    case 11:
      return Number((a as Timestamp).value - (b as Timestamp).value)
    case 12:
      return (
        compareStrings((a as Regex).pattern, (b as Regex).pattern) ||
        compareStrings((a as Regex).options, (b as Regex).options)
      )
  }
  return 0
}

export const equal = (a: Value, b: Value): boolean => compare(a, b) === 0

/** NaN sorts before every number and equals itself. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1
  if (a > b) return 1
  if (a === b) return 0
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a))
}

/** By UTF-8 bytes, which is by code point: JavaScript's own order misplaces what lies beyond U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    let left = a.charCodeAt(index)
    let right = b.charCodeAt(index)
    if (left === right) continue
    if (left >= 0xd800 && right >= 0xd800) {
      left += left >= 0xe000 ? -0x800 : 0x2000
      right += right >= 0xe000 ? -0x800 : 0x2000
    }
    return left - right
  }
  return a.length - b.length
}

/** Field by field: the kind of the value first, then the name, then the value. */
function compareDocuments(a: Doc, b: Doc): number {
  if (a instanceof Raw || b instanceof Raw) throw new Error('encoded documents cannot be compared')
  const left = Object.keys(a)
  const right = Object.keys(b)
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const name = left[index] ?? ''
    const other = right[index] ?? ''
    const order = typeRank(a[name]) - typeRank(b[other]) || compareStrings(name, other) || compare(a[name], b[other])
    if (order !== 0) return order
  }
  return left.length - right.length
}

function compareArrays(a: Value[], b: Value[]): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const order = compare(a[index] ?? null, b[index] ?? null)
    if (order !== 0) return order
  }
  return a.length - b.length
}

function compareBinaries(a: Bin, b: Bin): number {
  return a.bytes.length - b.bytes.length || a.subType - b.subType || Buffer.compare(a.bytes, b.bytes)
}
