import { keyText } from '../bson/key.ts'
import { docOf, isDoc, type Value } from '../bson/types.ts'
import { ensure } from '../errors.ts'
import { Memory } from '../query/sort.ts'
import { type Accumulator, startOf } from './accumulators.ts'
import { compileExpression, rootScope } from './expression.ts'
import { isPlainName, type Stage, sampledSize } from './stages.ts'

/** One document for each value of `_id`. It holds a document's values only where an accumulator keeps them all. */
export function compileGroup(operand: Value): Stage {
  ensure(isDoc(operand) && operand._id !== undefined, 15955, 'a group specification must include an _id')
  const { _id, ...rest } = operand
  const id = compileExpression(_id)
  const fields = Object.entries(rest).map(([name, spec]) => compileField(name, spec))
  const keeps = fields.some(({ operator }) => operator === '$push' || operator === '$addToSet')
  return function* (input) {
    const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>()
    const memory = new Memory('stage $group')
    const sizeOf = sampledSize()
    for (const doc of input) {
      yield undefined
      if (!doc) continue
      const scope = rootScope(doc)
      const value = id(scope) ?? null
      const key = keyText(value)
      const group = groups.get(key) ?? { id: value, accumulators: fields.map(({ start }) => start()) }
      groups.set(key, group)
      for (const [index, { expression }] of fields.entries()) group.accumulators[index]?.add(expression(scope))
      if (keeps) memory.add(sizeOf(doc))
    }
    for (const { id, accumulators } of groups.values()) {
      const values = fields.map(({ name }, index) => [name, accumulators[index]?.result()])
      yield docOf({ _id: id, ...Object.fromEntries(values) })
    }
  }
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
