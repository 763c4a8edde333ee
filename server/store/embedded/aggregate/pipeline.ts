import { type Doc, isDoc, newDoc, type Value } from '../bson/types.ts'
import { badValue, notImplemented, StoreError } from '../errors.ts'
import { compileGroup } from './group.ts'
import { compileLookup, compileUnion } from './lookup.ts'
import {
  type Batches,
  blocking,
  collect,
  limitStage,
  matchStage,
  perDocument,
  runStages,
  type Source,
  type Stage,
  skipStage,
  sortStage,
} from './stages.ts'
import { compileBucket, compileCount, compileSortByCount } from './summaries.ts'
import { compileUnwind } from './unwind.ts'
import { documentStage } from './update-pipeline.ts'
import { compileWindow } from './window.ts'

const refused = new Set(
  `$bucketAuto $changeStream $collStats $currentOp $densify $documents $fill $geoNear $graphLookup $indexStats $listLocalSessions
  $listSessions $merge $out $planCacheStats $redact $sample $search $searchMeta $vectorSearch`.split(/\s+/),
)

export function splitStage(stage: Value): [string, Value] {
  const entries = isDoc(stage) ? Object.entries(stage) : []
  const [entry] = entries
  if (!entry || entries.length !== 1)
    throw new StoreError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return entry
}

export function compilePipeline(stages: Value, source: Source): Stage[] {
  if (!Array.isArray(stages)) throw new StoreError(14, "'pipeline' option must be specified as an array")
  return stages.map((stage) => compileStage(...splitStage(stage), source))
}

function compileStage(name: string, operand: Value, source: Source): Stage {
  const convert = documentStage(name, operand)
  const nested = (stages: Value) => compilePipeline(stages, source)
  if (convert) return perDocument(convert)
  switch (name) {
    case '$match':
      return matchStage(operand)
    case '$sort':
      return sortStage(operand)
    case '$limit':
      return limitStage(operand)
    case '$skip':
      return skipStage(operand)
    case '$unwind':
      return compileUnwind(operand)
    case '$group':
      return compileGroup(operand)
    case '$count':
      return compileCount(operand)
    case '$sortByCount':
      return compileSortByCount(operand)
    case '$bucket':
      return compileBucket(operand)
    case '$lookup':
      return compileLookup(operand, source, nested)
    case '$unionWith':
      return compileUnion(operand, source, nested)
    case '$setWindowFields':
      return compileWindow(operand)
    case '$facet':
      return compileFacet(operand, source)
  }
  if (refused.has(name)) throw notImplemented(`the aggregation stage ${name}`)
  throw new StoreError(40324, `Unrecognized pipeline stage name: '${name}'`)
}

function compileFacet(operand: Value, source: Source): Stage {
  if (!isDoc(operand) || Object.keys(operand).length === 0)
    throw new StoreError(40169, 'the $facet specification must be a non-empty object')
  const facets = Object.entries(operand).map(([name, stages]): [string, Stage[]] => {
    if (name === '' || name.startsWith('$') || name.includes('.')) throw badValue(`Invalid name of a facet: '${name}'`)
    if (Array.isArray(stages) && stages.some((stage) => splitStage(stage)[0] === '$facet'))
      throw new StoreError(40600, '$facet is not allowed to be used within a $facet stage')
    return [name, compilePipeline(stages, source)]
  })
  return blocking('$facet', async (docs) => {
    const result = newDoc()
    for (const [name, stages] of facets) result[name] = await collect(runStages(once(docs), stages))
    return [result]
  })
}

export async function* once(docs: Doc[]): Batches {
  yield docs
}
