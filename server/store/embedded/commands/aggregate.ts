import '../aggregate/operators.ts'
import { setNow } from '../aggregate/expression.ts'
import { compilePipeline, splitStage } from '../aggregate/pipeline.ts'
import { type Batches, runStages } from '../aggregate/stages.ts'
import { encode } from '../bson/codec.ts'
import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { firstBatchSize } from '../cursors.ts'
import { ensure, notImplemented } from '../errors.ts'
import { find, type PreparedQuery } from '../query/find.ts'
import type { KeyField } from '../query/index-keys.ts'
import { parseSort } from '../query/sort.ts'
import {
  type Command,
  type Context,
  cursorReply,
  docOption,
  listOption,
  namespaceOf,
  numberOption,
  queryOf,
  readView,
} from './context.ts'

export const aggregates: Record<string, Command> = {
  aggregate: {
    run: runAggregate,
    options: 'pipeline cursor allowDiskUse bypassDocumentValidation',
    transactional: true,
  },
}

async function runAggregate(context: Context): Promise<Doc> {
  const { command, store, session, db } = context
  if (command.aggregate === 1) throw notImplemented('aggregating without a collection')
  const namespace = namespaceOf(context, 'aggregate')
  ensure(isDoc(command.cursor), 9, "The 'cursor' option is required")
  setNow()
  const { view, committed } = readView(context)
  const source = {
    read: (name: string, filter: Doc) => documents(queryOf(context, `${db}.${name}`, { view, filter })),
  }
  const pipeline = listOption(command, 'pipeline')
  const stages = compilePipeline(pipeline, source)
  const { filter, sort, limit, served } = pushDown(pipeline)
  const query = queryOf(context, namespace, { view, filter, sort, limit })
  const rows = encoded(runStages(documents(query), stages.slice(served)))
  const cursor = store.cursors.open({ namespace, rows, view: committed, session })
  const size = numberOption(docOption(command, 'cursor'), 'batchSize', firstBatchSize)
  const batch = await store.cursors.take(cursor, size)
  return cursorReply(cursor.id, namespace, batch)
}

/** Leading filters, a sort and a limit (all of them checked before) are the query's own business: an index can serve them. */
function pushDown(pipeline: Value[]): { filter: Doc; sort: KeyField[]; limit: number; served: number } {
  let served = 0
  const take = (wanted: string): Value => {
    const [name, operand] = served < pipeline.length ? splitStage(pipeline[served]) : []
    if (name !== wanted) return undefined
    served++
    return operand
  }
  const filters: Value[] = []
  for (let filter = take('$match'); filter; filter = take('$match')) filters.push(filter)
  const sort = take('$sort')
  const limit = toNumber(take('$limit')) ?? 0
  const filter = filters.length > 0 ? docOf({ $and: filters }) : newDoc()
  const [only] = filters
  return {
    filter: filters.length === 1 && isDoc(only) ? only : filter,
    sort: isDoc(sort) ? parseSort(sort) : [],
    limit,
    served,
  }
}

async function* documents(query: PreparedQuery | undefined): Batches {
  if (query) for await (const batch of find(query)) yield batch.map((hit) => hit.doc)
}

async function* encoded(batches: Batches): AsyncGenerator<Buffer[]> {
  for await (const batch of batches) yield batch.map(encode)
}
