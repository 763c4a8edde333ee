import { type Doc, isDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { compileProjection, compileSet, type Projection } from '../query/projection.ts'
import { compileExpression, rootScope } from './expression.ts'

/** The stages that may stand in an update: each turns one document into another. */
export function compilePipelineUpdate(stages: Value[]): Projection {
  const steps = stages.map((stage) => {
    const [name, operand] = isDoc(stage) ? (Object.entries(stage)[0] ?? []) : []
    const step = name === undefined ? undefined : documentStage(name, operand)
    if (!step) throw new StoreError(72, `${name} is not allowed to be used within an update`)
    return step
  })
  return (doc) => steps.reduce((current, step) => step(current), doc)
}

/** Stages that look at one document at a time, shared by pipelines and updates. */
export function documentStage(name: string, operand: Value): Projection | undefined {
  switch (name) {
    case '$set':
    case '$addFields':
      return compileSet(requireFields(name, operand))
    case '$project':
      return compileProjection(requireFields(name, operand), { find: false })
    case '$unset':
      return compileUnset(operand)
    case '$replaceWith':
      return compileReplaceRoot(operand)
    case '$replaceRoot':
      if (!isDoc(operand) || operand.newRoot === undefined)
        throw new StoreError(40231, 'no newRoot specified for the $replaceRoot stage')
      return compileReplaceRoot(operand.newRoot)
  }
  return undefined
}

function requireFields(name: string, operand: Value): Doc {
  if (!isDoc(operand)) throw new StoreError(40272, `${name} specification stage must be an object`)
  if (name === '$project' && Object.keys(operand).length === 0)
    throw new StoreError(51272, 'projection specification must have at least one field')
  return operand
}

function compileUnset(operand: Value): Projection {
  const names = Array.isArray(operand) ? operand : [operand]
  if (names.length === 0)
    throw new StoreError(31119, '$unset specification must be a string or an array with at least one field')
  const spec = Object.fromEntries(
    names.map((name) => {
      if (typeof name !== 'string')
        throw new StoreError(31120, '$unset specification must be a string or an array containing only string values')
      return [name, false]
    }),
  )
  return compileProjection(spec, { find: false })
}

function compileReplaceRoot(operand: Value): Projection {
  const expression = compileExpression(operand)
  return (doc) => {
    const root = expression(rootScope(doc))
    if (!isDoc(root)) throw new StoreError(40228, "'newRoot' expression must evaluate to an object")
    return root
  }
}
