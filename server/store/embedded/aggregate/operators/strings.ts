import { ObjectId } from 'bson'
import { absent, toNumber, typeName, type Value } from '../../bson/types.ts'
import { notImplemented, StoreError } from '../../errors.ts'
import { eager, many, type Operator, strict } from '../expression.ts'

function text(value: Value): string {
  if (typeof value !== 'string') throw new StoreError(14, `A string is needed here, not ${typeName(value)}`)
  return value
}

/** What string operators make of numbers, dates and ids. */
function toText(value: Value): string {
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  const number = toNumber(value)
  if (number === undefined) return typeof value === 'boolean' ? String(value) : text(value)
  if (Math.abs(number) >= 1e15 || (number !== 0 && Math.abs(number) < 1e-5))
    throw notImplemented('very large or small numbers as text')
  return String(number)
}

/** Letters beyond ASCII stay as they are, as in MongoDB. */
const casing = (convert: (ascii: string) => string): Operator =>
  eager(1, 1, (value) => {
    if (typeof value === 'boolean') throw new StoreError(16007, "can't convert from bool to string")
    return absent(value) ? '' : toText(value).replace(/[a-zA-Z]/g, convert)
  })

/** By code points, which JavaScript's own `slice` does not count. */
function substring(value: Value, start: Value, length: Value): Value {
  const [from = -1, count = -1] = [toNumber(start), toNumber(length)]
  if (from < 0 || count < 0) throw new StoreError(34451, '$substrCP requires positions that are not negative')
  return absent(value) ? '' : [...toText(value)].slice(from, from + count).join('')
}

export const strings: Record<string, Operator> = {
  $concat: strict(0, many, (...values) => values.map(text).join('')),
  $toUpper: casing((letter) => letter.toUpperCase()),
  $toLower: casing((letter) => letter.toLowerCase()),
  $strLenCP: eager(1, 1, (value) => [...text(value)].length),
  $substrCP: eager(3, 3, substring),
  $toString: strict(1, 1, toText),
}
