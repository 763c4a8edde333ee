import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented, refuseOthers, StoreError } from '../errors.ts'
import { between } from '../query/find.ts'
import { compileFilter } from '../query/match.ts'
import { compileProjection, compileSet } from '../query/projection.ts'
import { parseSort, sorted } from '../query/sort.ts'
import { compileExpression, rootScope } from './expression.ts'
import { compileGroup } from './group.ts'
import { compileLookup } from './lookup.ts'
import { gather, isPlainName, perDocument, runStages, type Source, type Stage, sampledSize } from './stages.ts'
import { compileUnwind } from './unwind.ts'

export function splitStage(stage: Value): [string, Value] {
  const entries = isDoc(stage) ? Object.entries(stage) : []
  const [entry] = entries
  ensure(entry && entries.length === 1, 40323, 'A stage of a pipeline must be an object with exactly one field.')
  return entry
}

export function compilePipeline(stages: Value, read: Source['read']): Stage[] {
  ensure(Array.isArray(stages), 14, "'pipeline' option must be specified as an array")
  const source: Source = { read, compile: (nested) => compilePipeline(nested, read) }
  return stages.map((stage) => {
    const [name, operand] = splitStage(stage)
    const compile = table[name]
    if (!compile) throw notImplemented(`the aggregation stage ${name}`)
    return compile(operand, source)
  })
}

const table: Record<string, (operand: Value, source: Source) => Stage> = {
  $match: (operand) => {
    const matches = compileFilter(fields('$match', operand))
    return perDocument((doc) => (matches(doc) ? doc : undefined))
  },
  $project: (operand) => perDocument(compileProjection(fields('$project', operand), { find: false })),
  $set: (operand) => perDocument(compileSet(fields('$set', operand))),
  $addFields: (operand) => perDocument(compileSet(fields('$addFields', operand))),
  $unset: compileUnset,
  $replaceRoot: (operand) => compileReplaceRoot(fields('$replaceRoot', operand).newRoot),
  $replaceWith: compileReplaceRoot,
  $sort: compileSort,
  $limit: (operand) => {
    const limit = count(operand, 1)
    return (input) => between(input, 0, limit)
  },
  $skip: (operand) => {
    const skip = count(operand, 0)
    return (input) => between(input, skip, Number.POSITIVE_INFINITY)
  },
  ...{ $count: compileCount, $group: compileGroup, $unwind: compileUnwind },
  ...{ $lookup: compileLookup, $unionWith: compileUnion, $facet: compileFacet },
}

function fields(name: string, operand: Value): Doc {
  const required = name === '$project' || name === '$replaceRoot'
  ensure(isDoc(operand) && (!required || Object.keys(operand).length > 0), 40272, `${name} needs an object with fields`)
  return operand
}

function compileUnset(operand: Value): Stage {
  const names = Array.isArray(operand) ? operand : [operand]
  ensure(names.length > 0 && names.every((name) => typeof name === 'string'), 31120, '$unset needs names of fields')
  return perDocument(compileProjection(docOf(Object.fromEntries(names.map((name) => [name, false]))), { find: false }))
}

function compileReplaceRoot(operand: Value): Stage {
  const expression = compileExpression(operand)
  return perDocument((doc) => {
    const root = expression(rootScope(doc))
    if (!isDoc(root)) throw new StoreError(40228, "'newRoot' expression must evaluate to an object")
    return root
  })
}

function compileSort(operand: Value): Stage {
  const by = parseSort(fields('$sort', operand))
  ensure(by.length > 0, 15976, '$sort stage must have at least one sort key')
  return (input) => sorted(input, { by, doc: (doc) => doc, size: sampledSize(), keep: Number.POSITIVE_INFINITY })
}

function count(operand: Value, least: number): number {
  const number = toNumber(operand) ?? Number.NaN
  ensure(Number.isInteger(number) && number >= least, 15958, `Expected a number from ${least} on`)
  return number
}

/** As MongoDB does it: a group of all, without its `_id`. */
function compileCount(operand: Value): Stage {
  ensure(isPlainName(operand), 40156, '$count needs the name of a field')
  const stages = [compileGroup(docOf({ _id: null, [operand]: docOf({ $sum: 1 }) })), compileUnset('_id')]
  return (input) => runStages(input, stages)
}

function compileUnion(operand: Value, source: Source): Stage {
  const options = isDoc(operand) ? operand : docOf({ coll: operand })
  refuseOthers(options, ['coll', 'pipeline'], '$unionWith')
  const { coll, pipeline = [] } = options
  if (typeof coll !== 'string') throw notImplemented('$unionWith without a collection name')
  const stages = source.compile(pipeline)
  return function* (input) {
    yield* input
    yield* runStages(source.read(coll, newDoc()), stages)
  }
}

function compileFacet(operand: Value, source: Source): Stage {
  const facets = Object.entries(fields('$facet', operand)).map(([name, stages]): [string, Stage[]] => {
    const nested = Array.isArray(stages) && stages.some((stage) => splitStage(stage)[0] === '$facet')
    ensure(isPlainName(name) && !nested, 40600, `The facet '${name}' has no valid name, or holds a $facet`)
    return [name, source.compile(stages)]
  })
  return function* (input) {
    const docs = yield* gather('$facet', input)
    const result = newDoc()
    for (const [name, stages] of facets) result[name] = yield* gather('$facet', runStages(docs, stages))
    yield result
  }
}
