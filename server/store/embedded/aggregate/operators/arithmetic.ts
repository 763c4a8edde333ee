import { fromDouble, isInt32, toNumber, typed, typeName, type Value } from '../../bson/types.ts'
import { badValue, StoreError } from '../../errors.ts'
import { compileList, many, type Operator, strict } from '../expression.ts'
import { startOf } from '../group.ts'

function number(value: Value): number {
  const result = toNumber(value)
  if (result === undefined) throw new StoreError(14, `Arithmetic needs numbers, not ${typeName(value)}`)
  return result
}

const numeric = (count: number, apply: (...numbers: number[]) => number): Operator =>
  strict(count, count, (...values) => typed(apply(...values.map(number)), values))

/** Dates take part: milliseconds are added to them. */
function add(...values: Value[]): Value {
  const dates = values.filter((value) => value instanceof Date)
  if (dates.length > 1) throw new StoreError(16612, 'only one date allowed in an $add expression')
  const sum = values.reduce<number>((total, value) => total + (value instanceof Date ? +value : number(value)), 0)
  return dates.length === 1 ? new Date(Math.round(sum)) : typed(sum, values)
}

function subtract(a: Value, b: Value): Value {
  if (!(a instanceof Date)) return typed(number(a) - number(b), [a, b])
  return b instanceof Date ? +a - +b : new Date(Math.round(+a - number(b)))
}

const product = (numbers: number[]): number => numbers.reduce((total, by) => total * by, 1)

function divide(a: Value, b: Value): Value {
  if (number(b) === 0) throw badValue("can't $divide by zero")
  return fromDouble(number(a) / number(b))
}

function modulo(a: number, b: number): number {
  if (b === 0) throw badValue("can't $mod by zero")
  return a % b
}

/** To the nearest, and from the middle to the even neighbour; decimals as they are written, not as they are stored. */
function roundHalfEven(value: number, places: number): number {
  if (!Number.isFinite(value)) return value
  const shift = (from: number, by: number): number => {
    const [digits, exponent = '0'] = String(from).split('e')
    return Number(`${digits}e${Number(exponent) + by}`)
  }
  const scaled = shift(value, places)
  const floor = Math.floor(scaled)
  const rest = scaled - floor
  return shift(rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor, -places)
}

function round(value: Value, places: Value = 0): Value {
  const digits = number(places)
  if (!Number.isInteger(digits) || digits < -20 || digits > 100) throw badValue(`cannot round to ${digits} places`)
  const result = roundHalfEven(number(value), digits)
  return typeof value === 'number' && isInt32(value) ? result : fromDouble(result)
}

/** What an accumulator makes of several operands, or of the elements of a single array. */
const overList: Operator = (operand, name) => {
  const items = compileList(name, operand, 0, many)
  const start = startOf(name)
  return (scope) => {
    const values = items.map((item) => item(scope))
    const [only] = values
    const accumulator = start()
    for (const value of values.length === 1 && Array.isArray(only) ? only : values) accumulator.add(value)
    return accumulator.result()
  }
}

export const arithmetic: Record<string, Operator> = {
  $add: strict(0, many, add),
  $subtract: strict(2, 2, subtract),
  $multiply: strict(0, many, (...values) => typed(product(values.map(number)), values)),
  $divide: strict(2, 2, divide),
  $mod: numeric(2, modulo),
  ...{ $abs: numeric(1, Math.abs), $ceil: numeric(1, Math.ceil), $floor: numeric(1, Math.floor) },
  $round: strict(1, 2, round),
  ...{ $sum: overList, $avg: overList, $min: overList, $max: overList, $mergeObjects: overList },
}
