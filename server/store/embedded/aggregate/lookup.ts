import { type Doc, docOf, isDoc, newDoc, type Value } from '../bson/types.ts'
import { ensure, failedToParse, notImplemented, refuseOthers } from '../errors.ts'
import { compileExpression, readPath, rootScope } from './expression.ts'
import { gather, runStages, type Source, type Stage } from './stages.ts'

/** Joins documents of another collection, by an equality, by a pipeline, or by both. */
export function compileLookup(operand: Value, source: Source): Stage {
  ensure(isDoc(operand), 9, 'the $lookup stage specification must be an object')
  refuseOthers(operand, ['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'], '$lookup')
  const { from, localField, foreignField, as, pipeline } = operand
  if (typeof from !== 'string' || typeof as !== 'string' || as.includes('.'))
    throw notImplemented('$lookup without a name of a collection in from, or of a field without dots in as')
  const byField = typeof localField === 'string' && typeof foreignField === 'string'
  if (!byField && (localField !== undefined || foreignField !== undefined || pipeline === undefined))
    throw failedToParse('$lookup requires either pipeline or both localField and foreignField to be specified')
  const given = Object.entries(isDoc(operand.let) ? operand.let : {})
  const variables = given.map(([name, value]) => ({ name, value: compileExpression(value) }))
  // Mistakes in the pipeline are told even when there is nothing to join.
  if (variables.length === 0) source.compile(pipeline ?? [])
  return function* (input) {
    for (const doc of input) {
      yield undefined
      if (!doc) continue
      const filter = byField ? equalTo(foreignField, readPath(doc, localField.split('.'), 0)) : newDoc()
      const scope = rootScope(doc)
      const values = Object.fromEntries(variables.map(({ name, value }) => [name, value(scope)]))
      const stages = source.compile(bind(pipeline ?? [], values))
      const joined = docOf(doc)
      joined[as] = yield* gather('$lookup', runStages(source.read(from, filter), stages))
      yield joined
    }
  }
}

/** Missing joins with null and missing; an array joins with each of its elements. */
function equalTo(path: string, value: Value): Doc {
  const values = Array.isArray(value) ? value.map((item) => item ?? null) : [value ?? null]
  return docOf({ [path]: docOf({ $in: values }) })
}

/** Puts the values of `let` in the place of their variables, as literals. */
function bind(expression: Value, values: Record<string, Value>): Value {
  if (typeof expression === 'string' && expression.startsWith('$$')) {
    const [name = '', ...rest] = expression.slice(2).split('.')
    if (!Object.hasOwn(values, name)) return expression
    const value = readPath(values[name], rest, 0)
    return value === undefined ? '$$REMOVE' : docOf({ $literal: value })
  }
  if (Array.isArray(expression)) return expression.map((item) => bind(item, values))
  if (!isDoc(expression) || '$literal' in expression) return expression
  return docOf(Object.fromEntries(Object.entries(expression).map(([name, value]) => [name, bind(value, values)])))
}
