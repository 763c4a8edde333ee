import { compare } from '../bson/compare.ts'
import { docOf, isDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { compileExpression, rootScope } from './expression.ts'
import { compileGroup } from './group.ts'
import { type Stage, sortStage } from './stages.ts'

/** Stages that are shorthand for a `$group`. */

export function compileCount(operand: Value): Stage {
  if (typeof operand !== 'string' || operand === '')
    throw new StoreError(40156, 'the count field must be a non-empty string')
  if (operand.startsWith('$')) throw new StoreError(40158, 'the count field cannot be a $-prefixed path')
  if (operand.includes('.')) throw new StoreError(40160, "the count field cannot contain '.'")
  return async function* (input) {
    let count = 0
    for await (const batch of input) count += batch.length
    if (count > 0) yield [docOf({ [operand]: count })]
  }
}

export function compileSortByCount(operand: Value): Stage {
  if (
    isDoc(operand)
      ? !Object.keys(operand)[0]?.startsWith('$')
      : !(typeof operand === 'string' && operand.startsWith('$'))
  )
    throw new StoreError(
      40148,
      'the sortByCount field must be specified as a $-prefixed path or an expression in an object',
    )
  const group = compileGroup(docOf({ _id: operand, count: docOf({ $sum: 1 }) }))
  const sort = sortStage(docOf({ count: -1 }))
  return (input) => sort(group(input))
}

export function compileBucket(operand: Value): Stage {
  if (!isDoc(operand)) throw new StoreError(40201, 'Argument to $bucket stage must be an object')
  for (const name of Object.keys(operand))
    if (!['groupBy', 'boundaries', 'default', 'output'].includes(name))
      throw new StoreError(40197, `Unrecognized option to $bucket: ${name}.`)
  const { groupBy, boundaries, default: other, output } = operand
  if (groupBy === undefined || boundaries === undefined)
    throw new StoreError(40198, "$bucket requires 'groupBy' and 'boundaries' to be specified.")
  if (!(typeof groupBy === 'string' ? groupBy.startsWith('$') : isDoc(groupBy)))
    throw new StoreError(40202, "The $bucket 'groupBy' field must be defined as a $-prefixed path or an expression")
  if (!Array.isArray(boundaries)) throw new StoreError(40200, "The $bucket 'boundaries' field must be an array")
  if (boundaries.length < 2) throw new StoreError(40192, "The $bucket 'boundaries' field must have at least 2 values")
  boundaries.forEach((boundary, index) => {
    if (index > 0 && compare(boundaries[index - 1], boundary) >= 0)
      throw new StoreError(40194, "The 'boundaries' option to $bucket must be sorted")
  })
  const first = boundaries[0]
  const last = boundaries[boundaries.length - 1]
  if (other !== undefined && compare(other, first) >= 0 && compare(other, last) < 0)
    throw new StoreError(
      40199,
      "The $bucket 'default' field must be less than the lowest boundary or greater than or equal to the highest boundary.",
    )
  const value = compileExpression(groupBy)
  const bucketOf = (found: Value): Value => {
    if (compare(found, first) >= 0 && compare(found, last) < 0) {
      let bucket = first
      for (const boundary of boundaries) if (compare(boundary, found) <= 0) bucket = boundary
      return bucket
    }
    if (other === undefined)
      throw new StoreError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      )
    return other
  }
  const accumulators = isDoc(output) ? output : docOf({ count: docOf({ $sum: 1 }) })
  const group = compileGroup(Object.assign(docOf({ _id: '$$bucket' }), accumulators), (doc) =>
    bucketOf(value(rootScope(doc))),
  )
  const sort = sortStage(docOf({ _id: 1 }))
  return (input) => sort(group(input))
}
