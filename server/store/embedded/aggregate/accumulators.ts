import { compare, keyText } from '../bson/key.ts'
import { docOf, isDoc, plus, toNumber, type Value } from '../bson/types.ts'
import { notImplemented, typeMismatch } from '../errors.ts'

/** Gathers the values of one group, and says at the end what they come to. */
export interface Accumulator {
  add(value: Value): void
  result(): Value
}

/** Folds values into one: what there is so far and the next value give the next state. */
function fold(initial: Value, step: (state: Value, value: Value) => Value): () => Accumulator {
  return () => {
    let state = initial
    return {
      add: (value) => {
        state = step(state, value)
      },
      result: () => state,
    }
  }
}

const sum = fold(0, (total, value) => (toNumber(value) === undefined ? total : plus(total, value)))

/** Null and missing do not count. */
const extreme = (side: number) =>
  fold(null, (best, value = null) =>
    best === null || (value !== null && compare(value, best) * side > 0) ? value : best,
  )

const merge = fold(docOf({}), (merged, value = null) => {
  if (value === null) return merged
  if (!isDoc(value) || !isDoc(merged)) throw typeMismatch('$mergeObjects requires object inputs')
  return docOf({ ...merged, ...value })
})

function average(): Accumulator {
  let total = 0
  let count = 0
  return {
    add: (value) => {
      const number = toNumber(value)
      total += number ?? 0
      count += number === undefined ? 0 : 1
    },
    result: () => (count === 0 ? null : total / count),
  }
}

/** Missing values leave no trace; with `distinct` equal ones count once. */
const gather = (distinct: boolean) => (): Accumulator => {
  const values = new Map<string | number, Value>()
  return {
    add: (value) => {
      const name = distinct ? keyText(value) : values.size
      if (value !== undefined && !values.has(name)) values.set(name, value)
    },
    result: () => [...values.values()],
  }
}

const starts: Record<string, () => Accumulator> = {
  $sum: sum,
  $count: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: fold(undefined, (first, value = null) => (first === undefined ? value : first)),
  $last: fold(null, (_, value = null) => value),
  $push: gather(false),
  $addToSet: gather(true),
  $mergeObjects: merge,
}

export function startOf(operator: string): () => Accumulator {
  const start = starts[operator]
  if (!start) throw notImplemented(`the accumulator ${operator}`)
  return start
}
