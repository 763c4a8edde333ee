import { Double } from 'bson'
import { compare, keyText } from '../bson/key.ts'
import { isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
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

/** Folds values into one; what is undefined, and for some also null, does not count. */
const fold = (initial: Value, step: (before: Value, value: Value) => Value) => (): Accumulator => {
  let state = initial
  return {
    add: (value) => {
      if (value !== undefined) state = step(state, value)
    },
    result: () => state,
  }
}

const extreme = (side: number) =>
  fold(null, (best, value) => {
    if (value === null) return best
    return best === null || compare(value, best) * side > 0 ? value : best
  })

/** Whole as long as all operands are; a double among them makes the result one. */
function startSum(): Accumulator & { count(): number } {
  let sum = 0
  let isDouble = false
  let count = 0
  return {
    add: (value) => {
      const number = toNumber(value)
      if (number === undefined) return
      sum += number
      isDouble ||= value instanceof Double || !Number.isInteger(number)
      count++
    },
    result: () => (isDouble && Number.isInteger(sum) ? new Double(sum) : sum),
    count: () => count,
  }
}

function startAverage(): Accumulator {
  const sum = startSum()
  return { add: sum.add, result: () => (sum.count() === 0 ? null : (toNumber(sum.result()) ?? 0) / sum.count()) }
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

function startLast(): Accumulator {
  let last: Value
  return {
    add: (value) => {
      last = value
    },
    result: () => last ?? null,
  }
}

function startPush(): Accumulator {
  const values: Value[] = []
  return { add: (value) => value !== undefined && values.push(value), result: () => values }
}

function startSet(): Accumulator {
  const values = new Map<string, Value>()
  return {
    add: (value) => {
      const key = keyText(value)
      if (value !== undefined && !values.has(key)) values.set(key, value)
    },
    result: () => [...values.values()],
  }
}

function startMerge(): Accumulator {
  const merged = newDoc()
  return {
    add: (value) => {
      if (value === null || value === undefined) return
      if (!isDoc(value)) throw new StoreError(40400, '$mergeObjects requires object inputs')
      Object.assign(merged, value)
    },
    result: () => merged,
  }
}

const starts: Record<string, () => Accumulator> = {
  $sum: startSum,
  $avg: startAverage,
  $min: extreme(-1),
  $max: extreme(1),
  $first: startFirst,
  $last: startLast,
  $push: startPush,
  $addToSet: startSet,
  $mergeObjects: startMerge,
  $count: startSum,
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
