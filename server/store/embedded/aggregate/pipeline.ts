import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import { compileProjection, compileSet } from '../query/projection.ts'
import { parseSort, sortKey, sortKeyed } from '../query/sort.ts'
import { pause } from '../yielding.ts'
import { compileExpression, rootScope } from './expression.ts'
import { compileGroup } from './group.ts'
import { compileLookup } from './lookup.ts'
import {
  type Batches,
  blocking,
  checkFields,
  collect,
  perDocument,
  runStages,
  type Source,
  type Stage,
} from './stages.ts'
import { compileUnwind } from './unwind.ts'

export function splitStage(stage: Value): [string, Value] {
  const entries = isDoc(stage) ? Object.entries(stage) : []
  const [entry] = entries
  ensure(entry && entries.length === 1, 40323, 'A stage of a pipeline must be an object with exactly one field.')
  return entry
}

export function compilePipeline(stages: Value, source: Source): Stage[] {
  ensure(Array.isArray(stages), 14, "'pipeline' option must be specified as an array")
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
  $limit: compileLimit,
  $skip: compileSkip,
  $count: compileCount,
  $group: compileGroup,
  $unwind: compileUnwind,
  $lookup: (operand, source) => compileLookup(operand, source, (stages) => compilePipeline(stages, source)),
  $unionWith: compileUnion,
  $facet: compileFacet,
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
  const sort = parseSort(fields('$sort', operand))
  ensure(sort.length > 0, 15976, '$sort stage must have at least one sort key')
  return blocking('$sort', async (docs) => {
    const keyed = []
    for (const item of docs) {
      keyed.push({ key: sortKey(item, sort), item })
      const turn = pause()
      if (turn) await turn
    }
    return (await sortKeyed(keyed)).map(({ item }) => item)
  })
}

function count(operand: Value, least: number): number {
  const number = toNumber(operand)
  ensure(
    number !== undefined && Number.isInteger(number) && number >= least,
    15958,
    `Expected a number from ${least} on`,
  )
  return number
}

function compileLimit(operand: Value): Stage {
  const limit = count(operand, 1)
  return async function* (input) {
    let left = limit
    for await (const batch of input) {
      yield batch.slice(0, left)
      left -= Math.min(left, batch.length)
      if (left === 0) return
    }
  }
}

function compileSkip(operand: Value): Stage {
  const skip = count(operand, 0)
  return async function* (input) {
    let left = skip
    for await (const batch of input) {
      const rest = batch.slice(left)
      left -= batch.length - rest.length
      if (rest.length > 0) yield rest
    }
  }
}

function compileCount(operand: Value): Stage {
  ensure(typeof operand === 'string' && /^[^$.][^.]*$/.test(operand), 40156, '$count needs the name of a field')
  return async function* (input) {
    let count = 0
    for await (const batch of input) count += batch.length
    if (count > 0) yield [docOf({ [operand]: count })]
  }
}

function compileUnion(operand: Value, source: Source): Stage {
  const options = isDoc(operand) ? operand : docOf({ coll: operand })
  checkFields('$unionWith', options, ['coll', 'pipeline'])
  const { coll, pipeline = [] } = options
  if (typeof coll !== 'string') throw notImplemented('$unionWith without a collection name')
  const stages = compilePipeline(pipeline, source)
  return async function* (input) {
    yield* input
    yield* runStages(source.read(coll, newDoc()), stages)
  }
}

function compileFacet(operand: Value, source: Source): Stage {
  const facets = Object.entries(fields('$facet', operand)).map(([name, stages]): [string, Stage[]] => {
    const nested = Array.isArray(stages) && stages.some((stage) => splitStage(stage)[0] === '$facet')
    ensure(/^[^$.][^.]*$/.test(name) && !nested, 40600, `The facet '${name}' has no valid name, or holds a $facet`)
    return [name, compilePipeline(stages, source)]
  })
  return blocking('$facet', async (docs) => {
    const result = newDoc()
    for (const [name, stages] of facets) result[name] = await collect(runStages(once(docs), stages))
    return [result]
  })
}

async function* once(docs: Doc[]): Batches {
  yield docs
}
