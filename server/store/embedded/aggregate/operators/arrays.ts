import { equal } from '../../bson/key.ts'
import { absent, docOf, isDoc, partOf, toNumber, truthy, typeName, type Value } from '../../bson/types.ts'
import { StoreError } from '../../errors.ts'
import { compileNamed, type Expression, eager, extend, many, type Operator, strict } from '../expression.ts'

function list(value: Value): Value[] {
  if (!Array.isArray(value)) throw new StoreError(14, `An array is needed here, not ${typeName(value)}`)
  return value
}

function whole(value: Value): number {
  const number = toNumber(value)
  if (number === undefined || !Number.isInteger(number)) throw new StoreError(14, 'A whole number is needed here')
  return number
}

function slice(value: Value, first: Value, second?: Value): Value {
  const count = second === undefined ? undefined : whole(second)
  if (count !== undefined && count <= 0) throw new StoreError(28729, 'The third argument to $slice must be positive')
  return partOf(list(value), whole(first), count)
}

type Each = (values: Value[], run: (value: Value) => Value, limit: number) => Value

/** Operators that run an expression for each element, whose name may be chosen. */
function perElement(inner: string, apply: Each, optional: string[] = []): Operator {
  return (operand, name) => {
    const given = isDoc(operand) && operand.as !== undefined ? String(operand.as) : 'this'
    const plain = isDoc(operand) ? docOf({ ...operand, as: null }) : operand
    const parts = compileNamed(name, plain, ['input', inner], ['as', ...optional])
    return (scope) => {
      const input = parts.input?.(scope)
      if (absent(input)) return null
      const limit = parts.limit?.(scope)
      const run = (value: Value) => parts[inner]?.(extend(scope, { [given]: value }))
      return apply(list(input), run, absent(limit) ? many : whole(limit))
    }
  }
}

function reduce(operand: Value): Expression {
  const { input, initialValue, in: inner } = compileNamed('$reduce', operand, ['input', 'initialValue', 'in'])
  return (scope) => {
    const values = input?.(scope)
    if (absent(values)) return null
    const first = initialValue?.(scope)
    return list(values).reduce((value, item) => inner?.(extend(scope, { value, this: item })), first)
  }
}

function toPairs(value: Value): Value {
  if (!isDoc(value)) throw new StoreError(14, `$objectToArray requires a document, found: ${typeName(value)}`)
  return Object.entries(value).map(([k, v]) => docOf({ k, v }))
}

const has = (values: Value, value: Value): boolean => list(values).some((other) => equal(other, value))

export const arrays: Record<string, Operator> = {
  $size: eager(1, 1, (value) => list(value).length),
  $isArray: eager(1, 1, Array.isArray),
  $arrayElemAt: strict(2, 2, (value, position) => list(value).at(whole(position))),
  $first: strict(1, 1, (value) => list(value).at(0)),
  $last: strict(1, 1, (value) => list(value).at(-1)),
  $slice: strict(2, 3, slice),
  $in: eager(2, 2, (value, values) => has(values, value)),
  $concatArrays: strict(0, many, (...values) => values.flatMap(list)),
  $setIsSubset: eager(2, 2, (part, of) => list(part).every((value) => has(of, value))),
  $map: perElement('in', (values, run) => values.map((value) => run(value) ?? null)),
  $filter: perElement('cond', (values, run, limit) => values.filter((value) => truthy(run(value))).slice(0, limit), [
    'limit',
  ]),
  $reduce: reduce,
  $objectToArray: strict(1, 1, toPairs),
}
