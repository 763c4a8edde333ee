import { BSONRegExp } from 'bson'
import { compare, typeRank } from '../bson/key.ts'
import { isDoc, toNumber, typeName, type Value } from '../bson/types.ts'
import { badValue, notImplemented, StoreError, typeMismatch } from '../errors.ts'

export type Test = (value: Value) => boolean

const isNan = (value: Value): boolean => Number.isNaN(toNumber(value) ?? 0)

/** Comparisons stay within one kind of value: `{$gt: 5}` never finds a string. */
export function comparison(operator: string, operand: Value): Test {
  if (operand instanceof BSONRegExp) throw badValue(`Can't have RegEx as arg to predicate over field with ${operator}`)
  const rank = typeRank(operand)
  const nan = isNan(operand)
  const accepts: Record<string, (order: number) => boolean> = {
    $gt: (order) => order > 0,
    $gte: (order) => order >= 0,
    $lt: (order) => order < 0,
    $lte: (order) => order <= 0,
  }
  const accept = accepts[operator]
  if (!accept) throw badValue(`unknown operator: ${operator}`)
  if (operand === null || operand === undefined)
    return accept(0) ? (value) => value === null || value === undefined : () => false
  if (nan) return accept(0) ? isNan : () => false
  return (value) => typeRank(value) === rank && !isNan(value) && accept(compare(value, operand))
}

export function equality(operand: Value): Test {
  if (operand === null || operand === undefined) return (value) => value === null || value === undefined
  if (operand instanceof BSONRegExp) return regex(operand.pattern, operand.options)
  if (typeof operand === 'string') return (value) => value === operand
  return (value) => compare(value, operand) === 0
}

export function oneOf(operand: Value): Test {
  if (!Array.isArray(operand)) throw badValue('$in needs an array')
  for (const item of operand)
    if (isDoc(item) && Object.keys(item)[0]?.startsWith('$')) throw badValue('cannot nest $ under $in')
  const strings = new Set(operand.filter((item) => typeof item === 'string'))
  const rest = operand.filter((item) => typeof item !== 'string').map(equality)
  return (value) => (typeof value === 'string' && strings.has(value)) || rest.some((test) => test(value))
}

export function regex(pattern: string, options: string): Test {
  const expression = toRegExp(pattern, options)
  return (value) =>
    (typeof value === 'string' && expression.test(value)) ||
    (value instanceof BSONRegExp && value.pattern === pattern && value.options === options)
}

/** Lookups without `g` keep no state between calls, so one expression serves all documents. */
export function toRegExp(pattern: string, options: string): RegExp {
  for (const flag of options) {
    if (flag === 'x') throw notImplemented('the regular expression option x')
    if (!'ims'.includes(flag)) throw badValue(`invalid flag in regex options: ${flag}`)
  }
  const flags = [...new Set(options)].join('')
  try {
    return new RegExp(pattern, `${flags}u`)
  } catch {
    try {
      return new RegExp(pattern, flags)
    } catch (error) {
      throw new StoreError(51091, `Regular expression is invalid: ${String(error)}`)
    }
  }
}

export function modulo(operand: Value): Test {
  if (!Array.isArray(operand)) throw badValue('malformed mod, needs to be an array')
  if (operand.length < 2) throw badValue('malformed mod, not enough elements')
  if (operand.length > 2) throw badValue('malformed mod, too many elements')
  const [divisor, remainder] = operand.map((item) => toNumber(item))
  if (divisor === undefined || !Number.isFinite(divisor)) throw badValue('malformed mod, divisor not a number')
  if (remainder === undefined || !Number.isFinite(remainder)) throw badValue('malformed mod, remainder not a number')
  const by = Math.trunc(divisor)
  const rest = Math.trunc(remainder)
  if (by === 0) throw badValue('divisor cannot be 0')
  return (value) => {
    const number = toNumber(value)
    return number !== undefined && Number.isFinite(number) && Math.trunc(number) % by === rest
  }
}

export function size(operand: Value): Test {
  const length = toNumber(operand)
  if (length === undefined) throw badValue(`Failed to parse $size. Expected a number in: $size: ${typeName(operand)}`)
  if (!Number.isInteger(length)) throw badValue('Failed to parse $size. Expected an integer')
  if (length < 0) throw badValue('Failed to parse $size. Expected a non-negative number')
  return (value) => Array.isArray(value) && value.length === length
}

const typeCodes: Record<number, string> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  6: 'undefined',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  13: 'javascript',
  16: 'int',
  17: 'timestamp',
  18: 'long',
  19: 'decimal',
  127: 'maxKey',
  [-1]: 'minKey',
}
const numbers = ['int', 'double', 'long', 'decimal']

export function hasType(operand: Value): Test {
  const wanted = new Set<string>()
  for (const item of Array.isArray(operand) ? operand : [operand]) {
    const code = toNumber(item)
    const name = typeof item === 'string' ? item : code === undefined ? undefined : typeCodes[code]
    if (name === undefined) {
      if (code === undefined) throw typeMismatch('type must be represented as a number or a string')
      throw badValue(`Invalid numerical type code: ${code}`)
    }
    if (name === 'number') for (const number of numbers) wanted.add(number)
    else if (Object.values(typeCodes).includes(name)) wanted.add(name)
    else throw badValue(`Unknown type name alias: ${name}`)
  }
  if (wanted.size === 0) throw new StoreError(9, '$type must match at least one type')
  return (value) => wanted.has(typeName(value))
}
