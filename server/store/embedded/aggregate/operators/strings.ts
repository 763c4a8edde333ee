import { compareStrings } from '../../bson/compare.ts'
import { Oid, Regex, toNumber, typeName, type Value } from '../../bson/types.ts'
import { notImplemented, StoreError } from '../../errors.ts'
import { toRegExp } from '../../query/operators.ts'
import { compileNamed, type Expression, eager, type Operator } from '../expression.ts'

const absent = (value: Value): boolean => value === null || value === undefined
const many = Number.POSITIVE_INFINITY

function text(name: string, value: Value): string {
  if (typeof value !== 'string')
    throw new StoreError(34471, `${name} requires a string argument, found: ${typeName(value)}`)
  return value
}

function whole(name: string, value: Value): number {
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw new StoreError(34450, `${name} requires an integer, found: ${typeName(value)}`)
  return number
}

/** What string operators make of numbers and dates. */
export function toText(value: Value): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Oid) return Buffer.from(value.bytes).toString('hex')
  const number = toNumber(value)
  return number === undefined ? undefined : String(number)
}

const casing = (name: string, convert: (ascii: string) => string) =>
  eager(name, 1, 1, (value) => {
    if (absent(value)) return ''
    const found = typeof value === 'boolean' ? undefined : toText(value)
    if (found === undefined)
      throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String in ${name}`)
    // Letters beyond ASCII stay as they are, as in MongoDB.
    return found.replace(/[a-zA-Z]/g, convert)
  })

function concat(...values: Value[]): Value {
  return values.some(absent) ? null : values.map((value) => text('$concat', value)).join('')
}

function substring(value: Value, start: Value, length: Value): Value {
  if (absent(value)) return ''
  const from = whole('$substrCP', start)
  const count = whole('$substrCP', length)
  if (from < 0 || count < 0) throw new StoreError(34451, '$substrCP requires non-negative positions')
  const source = toText(value)
  if (source === undefined) throw new StoreError(16007, `can't convert from BSON type ${typeName(value)} to String`)
  return [...source].slice(from, from + count).join('')
}

function indexOf(value: Value, part: Value, start: Value = 0, end?: Value): Value {
  if (absent(value)) return null
  const points = [...text('$indexOfCP', value)]
  const searched = [...text('$indexOfCP', part)]
  const last = Math.min(points.length, end === undefined ? many : whole('$indexOfCP', end))
  for (let at = whole('$indexOfCP', start); at + searched.length <= last; at++)
    if (searched.every((point, index) => points[at + index] === point)) return at
  return -1
}

function split(value: Value, separator: Value): Value {
  if (absent(value) || absent(separator)) return null
  if (separator === '') throw new StoreError(40087, '$split requires a non-empty separator')
  return text('$split', value).split(text('$split', separator))
}

const trimming = (name: string, sides: 'both' | 'left' | 'right'): [string, Operator] => [
  name,
  (operand) => {
    const { input, chars } = compileNamed(name, operand, ['input'], ['chars'])
    return (scope) => {
      const value = input?.(scope)
      const given = chars?.(scope)
      if (absent(value) || given === null) return null
      const set = new Set(
        given === undefined
          ? ' \t\n\r\0\v\f\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u1680'
          : text(name, given),
      )
      const points = [...text(name, value)]
      let from = 0
      let to = points.length
      if (sides !== 'right') while (from < to && set.has(points[from] ?? '')) from++
      if (sides !== 'left') while (to > from && set.has(points[to - 1] ?? '')) to--
      return points.slice(from, to).join('')
    }
  },
]

function matches(operand: Value): Expression {
  const { input, regex, options } = compileNamed('$regexMatch', operand, ['input', 'regex'], ['options'])
  return (scope) => {
    const value = input?.(scope)
    const pattern = regex?.(scope)
    if (absent(value) || absent(pattern)) return false
    const flags = options?.(scope)
    const [source, own] =
      pattern instanceof Regex ? [pattern.pattern, pattern.options] : [text('$regexMatch', pattern), '']
    return toRegExp(source, typeof flags === 'string' ? flags : own).test(text('$regexMatch', value))
  }
}

const replacing = (name: string, all: boolean): [string, Operator] => [
  name,
  (operand) => {
    const parts = compileNamed(name, operand, ['input', 'find', 'replacement'])
    return (scope) => {
      const values = [parts.input?.(scope), parts.find?.(scope), parts.replacement?.(scope)]
      if (values.some(absent)) return null
      const [input = '', find = '', replacement = ''] = values.map((value) => text(name, value))
      return all ? input.split(find).join(replacement) : input.replace(find, () => replacement)
    }
  },
]

export const strings: Record<string, Operator> = Object.fromEntries<Operator>([
  eager('$concat', 0, many, concat),
  casing('$toUpper', (letter) => letter.toUpperCase()),
  casing('$toLower', (letter) => letter.toLowerCase()),
  eager('$strLenCP', 1, 1, (value) => [...text('$strLenCP', value)].length),
  eager('$strLenBytes', 1, 1, (value) => Buffer.byteLength(text('$strLenBytes', value))),
  eager('$substrCP', 3, 3, substring),
  eager('$indexOfCP', 2, 4, indexOf),
  eager('$split', 2, 2, split),
  eager('$strcasecmp', 2, 2, (a, b) => Math.sign(compareStrings(upper(a), upper(b)))),
  eager('$toString', 1, 1, convertToText),
  trimming('$trim', 'both'),
  trimming('$ltrim', 'left'),
  trimming('$rtrim', 'right'),
  ['$regexMatch', matches],
  replacing('$replaceOne', false),
  replacing('$replaceAll', true),
])

function upper(value: Value): string {
  return absent(value) ? '' : (toText(value) ?? '').replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

function convertToText(value: Value): Value {
  if (absent(value)) return null
  const number = toNumber(value)
  if (number !== undefined && (Math.abs(number) >= 1e15 || (number !== 0 && Math.abs(number) < 1e-5)))
    throw notImplemented('$toString of very large or small numbers')
  const result = toText(value)
  if (result === undefined) throw new StoreError(241, `Unsupported conversion from ${typeName(value)} to string`)
  return result
}
