import { copyDoc, type Doc, docOf, isDoc, newDoc, Regex, type Value } from '../bson/types.ts'
import { failedToParse, notImplemented, StoreError } from '../errors.ts'
import { compileExpression, readPath, rootScope } from './expression.ts'
import { type CompileNested, collect, runStages, type Source, type Stage } from './stages.ts'

/** Joins documents of another collection, by an equality, by a pipeline, or by both. */
export function compileLookup(operand: Value, source: Source, compile: CompileNested): Stage {
  if (!isDoc(operand)) throw failedToParse('the $lookup stage specification must be an object')
  for (const name of Object.keys(operand))
    if (!['from', 'localField', 'foreignField', 'as', 'let', 'pipeline'].includes(name))
      throw failedToParse(`unknown argument to $lookup: ${name}`)
  const { from, localField, foreignField, as, pipeline } = operand
  if (typeof from !== 'string') throw notImplemented('$lookup without a collection name in from')
  if (typeof as !== 'string') throw failedToParse("must specify 'as' field for a $lookup")
  if (as.includes('.')) throw notImplemented('a dotted path in the as of $lookup')
  if ((typeof localField === 'string') !== (typeof foreignField === 'string'))
    throw failedToParse('$lookup requires both or neither of localField and foreignField')
  if (typeof localField !== 'string' && pipeline === undefined)
    throw failedToParse('$lookup requires either pipeline or both localField and foreignField to be specified')
  const variables = Object.entries(isDoc(operand.let) ? operand.let : {}).map(([name, value]) => ({
    name,
    value: compileExpression(value),
  }))
  if (pipeline !== undefined && variables.length === 0) compile(pipeline)
  return async function* (input) {
    for await (const batch of input) {
      const result: Doc[] = []
      for (const doc of batch) {
        const filter =
          typeof localField === 'string'
            ? equalTo(String(foreignField), readPath(doc, localField.split('.'), 0))
            : newDoc()
        const scope = rootScope(doc)
        const values = Object.fromEntries(variables.map(({ name, value }) => [name, value(scope)]))
        const stages = pipeline === undefined ? [] : compile(bind(pipeline, values))
        const joined = copyDoc(doc)
        joined[as] = await collect(runStages(source.read(from, filter), stages))
        result.push(joined)
      }
      yield result
    }
  }
}

/** Missing joins with null and missing; an array joins with each of its elements. */
function equalTo(path: string, value: Value): Doc {
  const values = Array.isArray(value) ? value : [value ?? null]
  const plain = values.map((item) => (item instanceof Regex ? docOf({ $eq: item }) : (item ?? null)))
  return docOf({ [path]: docOf({ $in: plain }) })
}

/** Puts the values of `let` in the place of their variables, as literals. */
function bind(expression: Value, values: Record<string, Value>): Value {
  if (typeof expression === 'string' && expression.startsWith('$$')) {
    const [name = '', ...rest] = expression.slice(2).split('.')
    if (!Object.hasOwn(values, name)) return expression
    const value = rest.length > 0 ? readPath(values[name], rest, 0) : values[name]
    return value === undefined ? '$$REMOVE' : docOf({ $literal: value })
  }
  if (Array.isArray(expression)) return expression.map((item) => bind(item, values))
  if (!isDoc(expression) || '$literal' in expression) return expression
  return Object.assign(
    newDoc(),
    Object.fromEntries(Object.entries(expression).map(([name, value]) => [name, bind(value, values)])),
  )
}

export function compileUnion(operand: Value, source: Source, compile: CompileNested): Stage {
  const options = isDoc(operand) ? operand : docOf({ coll: operand })
  for (const name of Object.keys(options))
    if (!['coll', 'pipeline'].includes(name))
      throw new StoreError(40415, `BSON field '$unionWith.${name}' is an unknown field.`)
  const { coll } = options
  if (typeof coll !== 'string') throw notImplemented('$unionWith without a collection name')
  const stages = compile(options.pipeline ?? [])
  return async function* (input) {
    yield* input
    yield* runStages(source.read(coll, newDoc()), stages)
  }
}
