import { Double, fromDouble, isInt32, isNumber, toNumber, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import { NumberSum } from '../accumulators.ts'
import { compileList, eager, type Operator } from '../expression.ts'

const isWhole = (value: Value): boolean => typeof value === 'number' && Number.isInteger(value)
const missing = (values: Value[]): boolean => values.some((value) => value === null || value === undefined)

/** A whole result of whole operands stays whole; with a double among them it is a double. */
function typed(result: number, operands: Value[]): Value {
  return operands.every(isWhole) ? result : fromDouble(result)
}

function number(name: string, value: Value): number {
  const result = toNumber(value)
  if (result === undefined) throw new StoreError(28765, `${name} only supports numeric types, not ${typeName(value)}`)
  return result
}

/** Null or missing among the operands makes the result null. */
const numeric = (name: string, count: number, apply: (...numbers: number[]) => number, whole = true) =>
  eager(name, count, count, (...values) => {
    if (missing(values)) return null
    const result = apply(...values.map((value) => number(name, value)))
    return whole ? typed(result, values) : fromDouble(result)
  })

/** Dates take part: milliseconds are added to them. */
function add(...values: Value[]): Value {
  if (missing(values)) return null
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw new StoreError(16612, 'only one date allowed in an $add expression')
  const sum = values.reduce<number>(
    (total, value) => total + (value instanceof Date ? value.getTime() : number('$add', value)),
    0,
  )
  return dates.length === 1 ? new Date(Math.round(sum)) : typed(sum, values)
}

function subtract(a: Value, b: Value): Value {
  if (missing([a, b])) return null
  if (a instanceof Date)
    return b instanceof Date ? a.getTime() - b.getTime() : new Date(Math.round(a.getTime() - number('$subtract', b)))
  return typed(number('$subtract', a) - number('$subtract', b), [a, b])
}

function divide(a: number, b: number): number {
  if (b === 0) throw new StoreError(2, "can't $divide by zero")
  return a / b
}

function modulo(a: number, b: number): number {
  if (b === 0) throw new StoreError(16610, "can't $mod by zero")
  return a % b
}

/** To the nearest, and from the middle to the even neighbour; decimals as they are written, not as they are stored. */
export function roundHalfEven(value: number, places: number): number {
  if (!Number.isFinite(value)) return value
  const shift = (from: number, by: number): number => {
    const [digits, exponent = '0'] = String(from).split('e')
    return Number(`${digits}e${Number(exponent) + by}`)
  }
  const scaled = shift(value, places)
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
  return shift(rounded, -places)
}

const rounding = (name: string, round: (value: number, places: number) => number): [string, Operator] =>
  eager(name, 1, 2, (value, places = 0) => {
    if (missing([value, places])) return null
    const digits = number(name, places)
    if (!Number.isInteger(digits) || digits < -20 || digits > 100)
      throw new StoreError(51083, `cannot apply ${name} with precision value ${digits}`)
    const result = round(number(name, value), digits)
    return typeof value === 'number' && isInt32(value) ? result : fromDouble(result)
  })

const truncate = (value: number, places: number): number => Math.trunc(value * 10 ** places) / 10 ** places

/** With one operand an array's elements are taken, as `$sum: "$list"`. */
function overList(name: string, apply: (values: Value[]) => Value): [string, Operator] {
  return [
    name,
    (operand) => {
      const items = compileList(name, operand, 0, Number.POSITIVE_INFINITY)
      return (scope) => {
        const values = items.map((item) => item(scope))
        const [only] = values
        return apply(values.length === 1 && Array.isArray(only) ? only : values)
      }
    },
  ]
}

function sum(values: Value[]): NumberSum {
  const total = new NumberSum()
  for (const value of values) total.add(value)
  return total
}

const root = (value: number): number => {
  if (value < 0) throw new StoreError(28714, "$sqrt's argument must be greater than or equal to 0")
  return Math.sqrt(value)
}

const naturalLogarithm = (value: number): number => {
  if (value <= 0) throw new StoreError(28766, "$ln's argument must be a positive number")
  return Math.log(value)
}

export const arithmetic: Record<string, Operator> = Object.fromEntries([
  eager('$add', 0, Number.POSITIVE_INFINITY, add),
  eager('$subtract', 2, 2, subtract),
  eager('$multiply', 0, Number.POSITIVE_INFINITY, (...values) =>
    missing(values)
      ? null
      : typed(
          values.reduce<number>((total, value) => total * number('$multiply', value), 1),
          values,
        ),
  ),
  numeric('$divide', 2, divide, false),
  numeric('$mod', 2, modulo),
  numeric('$abs', 1, Math.abs),
  numeric('$ceil', 1, Math.ceil),
  numeric('$floor', 1, Math.floor),
  numeric('$sqrt', 1, root, false),
  numeric('$exp', 1, Math.exp, false),
  numeric('$ln', 1, naturalLogarithm, false),
  numeric('$log10', 1, Math.log10, false),
  numeric('$pow', 2, (base, exponent) => base ** exponent),
  rounding('$round', roundHalfEven),
  rounding('$trunc', truncate),
  overList('$sum', (values) => sum(values).result()),
  overList('$avg', (values) => {
    const total = sum(values)
    return total.count === 0 ? null : total.total / total.count
  }),
  eager('$isNumber', 1, 1, (value) => isNumber(value)),
  eager('$toDouble', 1, 1, (value) => (missing([value]) ? null : fromDouble(toReal('$toDouble', value)))),
  eager('$toInt', 1, 1, (value) => (missing([value]) ? null : toWhole(value))),
])

export function toReal(name: string, value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'string') {
    const result = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN
    if (Number.isNaN(result)) throw new StoreError(241, `Failed to parse number '${value}' in ${name}`)
    return result
  }
  const result = value instanceof Double ? value.value : toNumber(value)
  if (result === undefined) throw new StoreError(241, `Unsupported conversion from ${typeName(value)} in ${name}`)
  return result
}

function toWhole(value: Value): number {
  if (value instanceof Date) throw new StoreError(241, 'Unsupported conversion from date to int')
  if (typeof value === 'string' && !/^[+-]?\d+$/.test(value))
    throw new StoreError(241, `Failed to parse number '${value}' in $toInt`)
  const result = Math.trunc(toReal('$toInt', value))
  if (!isInt32(result + 0)) throw new StoreError(241, `Conversion would overflow target type in $toInt: ${result}`)
  return result + 0
}
