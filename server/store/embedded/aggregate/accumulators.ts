import { Double } from 'bson'
import { compare, keyText } from '../bson/key.ts'
import { docOf, isDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented, typeMismatch } from '../errors.ts'
import { compileExpression, type Expression } from './expression.ts'

/** Gathers the values of one group, and says at the end what they come to. */
export interface Accumulator {
  add(value: Value): void
  result(): Value
}

export interface CompiledAccumulator {
  name: string
  expression: Expression
  start: () => Accumulator
  /** It holds every value it is given, so its memory has to be watched. */
  keeps: boolean
}

/** Folds values into one: the state so far and the next value give the next state. */
function fold(step: (state: Value, value: Value) => Value, initial: Value = null): () => Accumulator {
  return () => {
    let state: Value = initial
    return {
      add: (value) => {
        state = step(state, value)
      },
      result: () => state,
    }
  }
}

/** Null and missing do not count. */
const extreme = (side: number) =>
  fold((best, value = null) => (best === null || (value !== null && compare(value, best) * side > 0) ? value : best))

const merge = fold((merged, value = null) => {
  if (value === null) return merged
  if (!isDoc(value) || !isDoc(merged)) throw typeMismatch('$mergeObjects requires object inputs')
  return docOf({ ...merged, ...value })
}, docOf({}))

/** Whole as long as all operands are; a double among them makes the result one. */
function startSum(): Accumulator & { count: number } {
  let sum = 0
  let isDouble = false
  const accumulator = {
    count: 0,
    add: (value: Value) => {
      const number = toNumber(value)
      if (number === undefined) return
      sum += number
      isDouble ||= value instanceof Double || !Number.isInteger(number)
      accumulator.count++
    },
    result: () => (isDouble && Number.isInteger(sum) ? new Double(sum) : sum),
  }
  return accumulator
}

function startAverage(): Accumulator {
  const sum = startSum()
  return { add: sum.add, result: () => (sum.count === 0 ? null : (toNumber(sum.result()) ?? 0) / sum.count) }
}

/** Missing values leave no trace; `distinct` takes equal ones once. */
const gather = (distinct: boolean) => (): Accumulator => {
  const values: Value[] = []
  const seen = new Set<string>()
  return {
    add: (value) => {
      const known = value === undefined || (distinct && seen.size === seen.add(keyText(value)).size)
      if (!known) values.push(value)
    },
    result: () => values,
  }
}

function startFirst(): Accumulator {
  let first: Value[] | undefined
  return {
    add: (value) => {
      first ??= [value]
    },
    result: () => first?.[0] ?? null,
  }
}

const starts: Record<string, () => Accumulator> = {
  $sum: startSum,
  $count: startSum,
  $avg: startAverage,
  $min: extreme(-1),
  $max: extreme(1),
  $first: startFirst,
  $last: fold((_, value) => value ?? null),
  $push: gather(false),
  $addToSet: gather(true),
  $mergeObjects: merge,
}

export function start(operator: string): Accumulator {
  const make = starts[operator]
  if (!make) throw notImplemented(`the accumulator ${operator}`)
  return make()
}

export function compileAccumulator(name: string, spec: Value): CompiledAccumulator {
  const entries = isDoc(spec) ? Object.entries(spec) : []
  const [entry] = entries
  ensure(entry && entries.length === 1, 40234, `The field '${name}' must specify one accumulator`)
  ensure(!name.includes('.') && !name.startsWith('$'), 40235, `The name '${name}' cannot contain '.' or begin with '$'`)
  const [operator, operand] = entry
  start(operator)
  return {
    name,
    expression: operator === '$count' ? () => 1 : compileExpression(operand),
    start: () => start(operator),
    keeps: operator === '$push' || operator === '$addToSet',
  }
}
