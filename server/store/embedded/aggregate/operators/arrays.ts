import { compare, equal } from '../../bson/compare.ts'
import { encodeKey } from '../../bson/key.ts'
import { copyDoc, isDoc, toNumber, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import { parseSort, sortKey, sortNow } from '../../query/sort.ts'
import {
  compileExpression,
  compileNamed,
  type Expression,
  eager,
  type Operator,
  type Scope,
  truthy,
  withVariables,
} from '../expression.ts'
import { checkName } from './logic.ts'

const absent = (value: Value): boolean => value === null || value === undefined
const many = Number.POSITIVE_INFINITY

function list(name: string, value: Value): Value[] {
  if (!Array.isArray(value))
    throw new StoreError(17124, `The argument to ${name} must be an array, but was of type: ${typeName(value)}`)
  return value
}

function whole(name: string, value: Value): number {
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number))
    throw new StoreError(28726, `${name} needs a whole number, found: ${typeName(value)}`)
  return number
}

function elementAt(value: Value, position: Value): Value {
  if (absent(value) || absent(position)) return null
  const at = whole('$arrayElemAt', position)
  return list('$arrayElemAt', value).at(at)
}

function slice(value: Value, first: Value, second?: Value): Value {
  if (absent(value) || absent(first)) return null
  const values = list('$slice', value)
  const from = whole('$slice', first)
  if (second === undefined) return from < 0 ? values.slice(from) : values.slice(0, from)
  const count = whole('$slice', second)
  if (count <= 0) throw new StoreError(28729, 'Third argument to $slice must be positive')
  const start = from < 0 ? Math.max(0, values.length + from) : from
  return values.slice(start, start + count)
}

function indexOfElement(value: Value, searched: Value, start: Value = 0, end?: Value): Value {
  if (absent(value)) return null
  const values = list('$indexOfArray', value)
  const last = Math.min(values.length, end === undefined ? many : whole('$indexOfArray', end))
  for (let at = whole('$indexOfArray', start); at < last; at++) if (equal(values[at], searched)) return at
  return -1
}

/** Sets: each value once, in order. */
function distinct(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [encodeKey(value).toString('latin1'), value])).values()].sort(compare)
}

const has = (values: Value[], value: Value): boolean => values.some((other) => equal(other, value))

const sets = (name: string, apply: (sets: Value[][]) => Value) =>
  eager(name, 0, many, (...values) => (values.some(absent) ? null : apply(values.map((value) => list(name, value)))))

const variable = (scope: Scope, name: string, value: Value): Scope => withVariables(scope, { [name]: value })

/** Operators that run an expression for each element: the name of the element may be chosen. */
function perElement(
  name: string,
  inner: string,
  apply: (values: Value[], run: (value: Value) => Value, limit: number) => Value,
  optional: string[] = [],
): [string, Operator] {
  return [
    name,
    (operand) => {
      const given = isDoc(operand) && operand.as !== undefined ? checkName(operand.as) : 'this'
      const parts = compileNamed(
        name,
        isDoc(operand) ? Object.assign(copyDoc(operand), { as: null }) : operand,
        ['input', inner],
        ['as', ...optional],
      )
      return (scope) => {
        const input = parts.input?.(scope)
        if (absent(input)) return null
        const limit = parts.limit?.(scope)
        return apply(
          list(name, input),
          (value) => parts[inner]?.(variable(scope, given, value)),
          absent(limit) ? many : whole(name, limit),
        )
      }
    },
  ]
}

function reduce(operand: Value): Expression {
  const { input, initialValue, in: inner } = compileNamed('$reduce', operand, ['input', 'initialValue', 'in'])
  return (scope) => {
    const values = input?.(scope)
    if (absent(values)) return null
    return list('$reduce', values).reduce<Value>(
      (value, item) => inner?.(withVariables(scope, { value, this: item })),
      initialValue?.(scope),
    )
  }
}

function sortArray(operand: Value): Expression {
  if (!isDoc(operand) || operand.sortBy === undefined)
    throw new StoreError(2942502, "$sortArray requires 'input' and 'sortBy'")
  const { sortBy } = operand
  const input = compileExpression(operand.input)
  const direction = toNumber(sortBy)
  if (direction !== undefined && Math.abs(direction) !== 1)
    throw new StoreError(15975, '$sortArray order must be 1 or -1')
  const fields = isDoc(sortBy) ? parseSort(sortBy) : []
  return (scope) => {
    const values = input(scope)
    if (absent(values)) return null
    const items = list('$sortArray', values)
    if (direction !== undefined) return [...items].sort((a, b) => direction * compare(a, b))
    return sortNow(items.map((item) => ({ item, key: sortKey(isDoc(item) ? item : emptyOf(operand), fields) }))).map(
      ({ item }) => item,
    )
  }
}

const emptyOf = (like: object) => Object.create(Object.getPrototypeOf(like)) as Record<string, Value>

function zip(operand: Value): Expression {
  const {
    inputs,
    useLongestLength: longest,
    defaults,
  } = compileNamed('$zip', operand, ['inputs'], ['useLongestLength', 'defaults'])
  return (scope) => {
    const lists = list('$zip', inputs?.(scope))
    if (lists.some(absent)) return null
    const arrays = lists.map((value) => list('$zip', value))
    const lengths = arrays.map(({ length }) => length)
    const length = truthy(longest?.(scope)) ? Math.max(...lengths) : Math.min(...lengths)
    const fallback = defaults?.(scope)
    return Array.from({ length }, (_, row) =>
      arrays.map((array, column) => array[row] ?? (Array.isArray(fallback) ? (fallback[column] ?? null) : null)),
    )
  }
}

/** The least or greatest of several, or of one array's elements; null and missing do not count. */
const extreme = (name: string, side: number) =>
  eager(name, 0, many, (...values) => {
    const items = (values.length === 1 && Array.isArray(values[0]) ? values[0] : values).filter(
      (value) => !absent(value),
    )
    return items.reduce<Value>((best, value) => (best === null || compare(value, best) * side > 0 ? value : best), null)
  })

const end = (name: string, position: number) =>
  eager(name, 1, 1, (value) => (absent(value) ? null : list(name, value).at(position)))

export const arrays: Record<string, Operator> = Object.fromEntries<Operator>([
  eager('$size', 1, 1, (value) => list('$size', value).length),
  eager('$isArray', 1, 1, (value) => Array.isArray(value)),
  eager('$arrayElemAt', 2, 2, elementAt),
  end('$first', 0),
  end('$last', -1),
  eager('$slice', 2, 3, slice),
  eager('$in', 2, 2, (value, values) => has(list('$in', values), value)),
  eager('$indexOfArray', 2, 4, indexOfElement),
  eager('$concatArrays', 0, many, (...values) =>
    values.some(absent) ? null : values.flatMap((value) => list('$concatArrays', value)),
  ),
  eager('$reverseArray', 1, 1, (value) => (absent(value) ? null : [...list('$reverseArray', value)].reverse())),
  sets('$setUnion', (all) => distinct(all.flat())),
  sets('$setIntersection', ([first = [], ...others]) =>
    distinct(first.filter((value) => others.every((other) => has(other, value)))),
  ),
  sets('$setDifference', ([first = [], second = []]) => distinct(first.filter((value) => !has(second, value)))),
  sets('$setEquals', ([first = [], ...others]) => others.every((other) => equal(distinct(first), distinct(other)))),
  eager('$setIsSubset', 2, 2, (part, of) =>
    list('$setIsSubset', part).every((value) => has(list('$setIsSubset', of), value)),
  ),
  eager('$anyElementTrue', 1, 1, (value) => list('$anyElementTrue', value).some(truthy)),
  eager('$allElementsTrue', 1, 1, (value) => list('$allElementsTrue', value).every(truthy)),
  extreme('$min', -1),
  extreme('$max', 1),
  perElement('$map', 'in', (values, run) => values.map((value) => run(value) ?? null)),
  perElement('$filter', 'cond', (values, run, limit) => values.filter((value) => truthy(run(value))).slice(0, limit), [
    'limit',
  ]),
  ['$reduce', reduce],
  ['$sortArray', sortArray],
  ['$zip', zip],
])
