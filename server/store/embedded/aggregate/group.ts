import { compare, keyText } from '../bson/key.ts'
import { type Doc, docOf, isDoc, plus, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented, typeMismatch } from '../errors.ts'
import { holding } from '../query/sort.ts'
import type { Steps } from '../yielding.ts'
import { compileExpression, rootScope } from './expression.ts'
import { isPlainName, type Stage, sampledSize } from './stages.ts'

/** Gathers the values of one group, and says at the end what they come to. */
interface Accumulator {
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
  ...{ $sum: sum, $count: sum, $avg: average, $min: extreme(-1), $max: extreme(1) },
  $first: fold(undefined, (first, value = null) => (first === undefined ? value : first)),
  $last: fold(null, (_, value = null) => value),
  ...{ $push: gather(false), $addToSet: gather(true), $mergeObjects: merge },
}

export function startOf(operator: string): () => Accumulator {
  const start = starts[operator]
  if (!start) throw notImplemented(`the accumulator ${operator}`)
  return start
}

/** About what a group takes beside its key. */
const groupSize = 200

/** One document for each value of `_id`. It holds a document's values only where an accumulator keeps them all. */
export function compileGroup(operand: Value): Stage {
  ensure(isDoc(operand) && operand._id !== undefined, 15955, 'a group specification must include an _id')
  const { _id, ...rest } = operand
  const id = compileExpression(_id)
  const fields = Object.entries(rest).map(([name, spec]) => compileField(name, spec))
  const keeps = fields.some(({ operator }) => operator === '$push' || operator === '$addToSet')
  return (input) =>
    holding('stage $group', function* (hold): Steps<Doc> {
      const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>()
      const sizeOf = sampledSize()
      for (const doc of input) {
        yield undefined
        if (!doc) continue
        const scope = rootScope(doc)
        const value = id(scope) ?? null
        const key = keyText(value)
        const known = groups.get(key)
        const group = known ?? { id: value, accumulators: fields.map(({ start }) => start()) }
        groups.set(key, group)
        for (const [index, { expression }] of fields.entries()) group.accumulators[index]?.add(expression(scope))
        if (keeps || !known) hold(keeps ? sizeOf(doc) : key.length + groupSize)
      }
      for (const { id, accumulators } of groups.values()) {
        const values = fields.map(({ name }, index) => [name, accumulators[index]?.result()])
        yield docOf({ _id: id, ...Object.fromEntries(values) })
      }
    })
}

function compileField(name: string, spec: Value) {
  const entries = isDoc(spec) ? Object.entries(spec) : []
  const [entry] = entries
  ensure(entry && entries.length === 1, 40234, `The field '${name}' must specify one accumulator`)
  ensure(isPlainName(name), 40235, `The name '${name}' cannot contain '.' or begin with '$'`)
  const [operator, operand] = entry
  const expression = operator === '$count' ? () => 1 : compileExpression(operand)
  return { name, operator, expression, start: startOf(operator) }
}
