import { encodeKey } from '../bson/key.ts'
import { type Doc, isDoc, newDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { pause } from '../yielding.ts'
import { type Accumulator, compileAccumulator } from './accumulators.ts'
import { compileExpression, rootScope, type Scope } from './expression.ts'
import { inBatches, SizeEstimate, type Stage } from './stages.ts'

/** `by` gives the group of a document when it is not an expression of the language. */
export function compileGroup(operand: Value, by?: (doc: Doc) => Value): Stage {
  if (!isDoc(operand)) throw new StoreError(15947, "a group's fields must be specified in an object")
  if (operand._id === undefined) throw new StoreError(15955, 'a group specification must include an _id')
  const id = by ? ({ root }: Scope) => by(root) : compileExpression(operand._id)
  const fields = Object.entries(operand)
    .filter(([name]) => name !== '_id')
    .map(([name, spec]) => {
      if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`)
      if (name.startsWith('$')) throw new StoreError(40236, `The field name '${name}' cannot be an operator name`)
      return {
        name,
        ...compileAccumulator(name, spec, (operator) => new StoreError(15952, `unknown group operator '${operator}'`)),
      }
    })
  return async function* (input) {
    const groups = new Map<string, { id: Value; accumulators: Accumulator[] }>()
    const size = new SizeEstimate('$group')
    for await (const batch of input)
      for (const doc of batch) {
        const scope = rootScope(doc)
        const value = id(scope) ?? null
        const key = encodeKey(value).toString('latin1')
        let group = groups.get(key)
        if (!group) {
          group = { id: value, accumulators: fields.map(({ start }) => start()) }
          groups.set(key, group)
        }
        for (let index = 0; index < fields.length; index++)
          group.accumulators[index]?.add(fields[index]?.expression(scope))
        if (fields.some(({ keeps }) => keeps)) size.add(doc)
        const turn = pause()
        if (turn) await turn
      }
    yield* inBatches([...groups.values()].map(toDocument))
  }

  function toDocument(group: { id: Value; accumulators: Accumulator[] }): Doc {
    const doc = newDoc()
    doc._id = group.id
    fields.forEach(({ name }, index) => {
      doc[name] = group.accumulators[index]?.result()
    })
    return doc
  }
}
