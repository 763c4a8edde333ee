import { compare } from '../bson/compare.ts'
import { encodeKey } from '../bson/key.ts'
import { Double, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { notImplemented, StoreError } from '../errors.ts'
import { compileExpression, type Expression } from './expression.ts'

/** Gathers the values of one group, and says at the end what they come to. */
export interface Accumulator {
  add(value: Value): void
  result(): Value
}

export interface CompiledAccumulator {
  expression: Expression
  start: () => Accumulator
  /** It holds every value it is given, so its memory has to be watched. */
  keeps: boolean
}

const starts: Record<string, () => Accumulator> = {
  $sum: startSum,
  $avg: startAverage,
  $min: () => startExtreme(-1),
  $max: () => startExtreme(1),
  $first: startFirst,
  $last: startLast,
  $push: startPush,
  $addToSet: startSet,
  $mergeObjects: startMerge,
  $count: startSum,
}

const refused = new Set(
  '$accumulator $bottom $bottomN $firstN $lastN $maxN $median $minN $percentile $stdDevPop $stdDevSamp $top $topN'.split(
    ' ',
  ),
)

export function compileAccumulator(
  name: string,
  spec: Value,
  refuse: (operator: string) => StoreError,
): CompiledAccumulator {
  const entries = isDoc(spec) ? Object.entries(spec) : []
  const [entry] = entries
  if (!entry) throw new StoreError(40234, `The field '${name}' must be an accumulator object`)
  if (entries.length > 1) throw new StoreError(40238, `The field '${name}' must specify one accumulator`)
  const [operator, operand] = entry
  const start = starts[operator]
  if (refused.has(operator)) throw notImplemented(`the accumulator ${operator}`)
  if (!start) throw refuse(operator)
  if (operator === '$count' && !(isDoc(operand) && Object.keys(operand).length === 0))
    throw new StoreError(9, '$count takes no arguments, i.e. $count:{}')
  return {
    expression: operator === '$count' ? () => 1 : compileExpression(operand),
    start,
    keeps: operator === '$push' || operator === '$addToSet',
  }
}

/** Whole as long as all operands are; a double among them makes the result one. */
export class NumberSum {
  #sum = 0
  #double = false
  count = 0

  add(value: Value): void {
    const number = toNumber(value)
    if (number === undefined) return
    this.#sum += number
    this.#double ||= value instanceof Double || !Number.isInteger(number)
    this.count++
  }

  get total(): number {
    return this.#sum
  }

  result(): Value {
    return this.#double && Number.isInteger(this.#sum) ? new Double(this.#sum) : this.#sum
  }
}

function startSum(): Accumulator {
  const sum = new NumberSum()
  return { add: (value) => sum.add(value), result: () => sum.result() }
}

function startAverage(): Accumulator {
  const sum = new NumberSum()
  return { add: (value) => sum.add(value), result: () => (sum.count === 0 ? null : sum.total / sum.count) }
}

function startExtreme(side: number): Accumulator {
  let best: Value = null
  return {
    add: (value) => {
      if (value === null || value === undefined) return
      if (best === null || compare(value, best) * side > 0) best = value
    },
    result: () => best,
  }
}

function startFirst(): Accumulator {
  let first: Value
  let any = false
  return {
    add: (value) => {
      if (!any) first = value
      any = true
    },
    result: () => first ?? null,
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
  return {
    add: (value) => {
      if (value !== undefined) values.push(value)
    },
    result: () => values,
  }
}

function startSet(): Accumulator {
  const values = new Map<string, Value>()
  return {
    add: (value) => {
      if (value === undefined) return
      const key = encodeKey(value).toString('latin1')
      if (!values.has(key)) values.set(key, value)
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
