import { keyText } from '../bson/key.ts'
import { type Doc, docOf, isDoc, type Value } from '../bson/types.ts'
import { ensure } from '../errors.ts'
import { pause } from '../yielding.ts'
import { type Accumulator, compileAccumulator } from './accumulators.ts'
import { compileExpression, rootScope } from './expression.ts'
import { inBatches, memoryWatch, type Stage } from './stages.ts'

interface Group {
  id: Value
  accumulators: Accumulator[]
}

/** One document for each value of `_id`. It holds a document's values only where an accumulator keeps them all. */
export function compileGroup(operand: Value): Stage {
  ensure(isDoc(operand) && operand._id !== undefined, 15955, 'a group specification must include an _id')
  const { _id, ...rest } = operand
  const id = compileExpression(_id)
  const fields = Object.entries(rest).map(([name, spec]) => compileAccumulator(name, spec))
  const keeps = fields.some((field) => field.keeps)
  return async function* (input) {
    const groups = new Map<string, Group>()
    const watch = memoryWatch('$group')
    for await (const batch of input)
      for (const doc of batch) {
        const scope = rootScope(doc)
        const value = id(scope) ?? null
        const key = keyText(value)
        let group = groups.get(key)
        if (!group) {
          group = { id: value, accumulators: fields.map(({ start }) => start()) }
          groups.set(key, group)
        }
        for (const [index, { expression }] of fields.entries()) group.accumulators[index]?.add(expression(scope))
        if (keeps) watch(doc)
        const turn = pause()
        if (turn) await turn
      }
    yield* inBatches([...groups.values()].map(toDocument))
  }

  function toDocument({ id, accumulators }: Group): Doc {
    const values = fields.map(({ name }, index) => [name, accumulators[index]?.result()])
    return docOf({ _id: id, ...Object.fromEntries(values) })
  }
}
