import { BSONRegExp } from 'bson'
import { compare, equal } from '../bson/key.ts'
import { absent, type Doc, isDoc, toNumber, typeName, typeRank, type Value } from '../bson/types.ts'
import { badValue, ensure, notImplemented } from '../errors.ts'

/** What an operator says about one value. */
export type Test = (value: Value) => boolean

export const isOperatorDoc = (value: Value): value is Doc =>
  isDoc(value) && Object.keys(value)[0]?.startsWith('$') === true

/** Comparisons stay within one kind of value: `{$gt: 5}` never finds a string, and NaN only equals itself. */
export const comparison =
  (accept: (order: number) => boolean) =>
  (operand: Value): Test => {
    ensure(!(operand instanceof BSONRegExp), 2, 'A regular expression cannot be compared with greater or less')
    if (absent(operand)) return accept(0) ? equality(null) : () => false
    if (Number.isNaN(toNumber(operand))) return accept(0) ? equality(operand) : () => false
    const rank = typeRank(operand)
    return (value) => typeRank(value) === rank && !Number.isNaN(toNumber(value)) && accept(compare(value, operand))
  }

export function equality(operand: Value): Test {
  if (absent(operand)) return absent
  if (operand instanceof BSONRegExp) return regex(operand.pattern, operand.options)
  if (typeof operand === 'string') return (value) => value === operand
  return (value) => equal(value, operand)
}

export function oneOf(operand: Value): Test {
  ensure(Array.isArray(operand) && !operand.some(isOperatorDoc), 2, '$in needs an array of values')
  const strings = new Set(operand.filter((item) => typeof item === 'string'))
  const rest = operand.filter((item) => typeof item !== 'string').map(equality)
  return (value) => (typeof value === 'string' && strings.has(value)) || rest.some((test) => test(value))
}

/** Without `g` an expression keeps no state between calls, so one serves all documents. */
export function regex(pattern: string, options: string): Test {
  if (!/^[ims]*$/.test(options)) throw notImplemented(`the regular expression options '${options}'`)
  const expression = compileRegex(pattern, [...new Set(options)].join(''))
  return (value) => typeof value === 'string' && expression.test(value)
}

/** Reading by code points fails for escapes that mean nothing; PCRE takes these as the letter itself. */
function compileRegex(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `${flags}u`)
  } catch {
    try {
      return new RegExp(pattern, flags)
    } catch (error) {
      throw badValue(`Regular expression is invalid: ${String(error)}`)
    }
  }
}

export function modulo(operand: Value): Test {
  const numbers = Array.isArray(operand) ? operand.map((item) => Math.trunc(toNumber(item) ?? Number.NaN)) : []
  const [by = 0, rest = 0] = numbers
  ensure(numbers.length === 2 && numbers.every(Number.isFinite), 2, 'malformed mod, needs two numbers')
  ensure(by !== 0, 2, 'divisor cannot be 0')
  return (value) => Math.trunc(toNumber(value) ?? Number.NaN) % by === rest
}

export function size(operand: Value): Test {
  const length = toNumber(operand) ?? -1
  ensure(Number.isInteger(length) && length >= 0, 2, '$size needs a whole number that is not negative')
  return (value) => Array.isArray(value) && value.length === length
}

/** With their numbers; those that are never stored are known all the same. */
const types: Record<string, number> = {
  ...{ double: 1, string: 2, object: 3, array: 4, binData: 5, undefined: 6, objectId: 7, bool: 8, date: 9, null: 10 },
  ...{ regex: 11, javascript: 13, int: 16, timestamp: 17, long: 18, decimal: 19 },
}

export function hasType(operand: Value): Test {
  const wanted = (Array.isArray(operand) ? operand : [operand]).map((item) => {
    const code = toNumber(item)
    const name = Object.keys(types).find((type) => type === item || types[type] === code)
    ensure(name ?? item === 'number', 2, `Unknown type: ${String(item)}`)
    return name ?? 'number'
  })
  ensure(wanted.length > 0, 2, '$type must match at least one type')
  return (value) => wanted.includes(typeName(value)) || (wanted.includes('number') && toNumber(value) !== undefined)
}
