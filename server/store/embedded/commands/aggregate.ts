import '../aggregate/operators.ts'
import { setNow } from '../aggregate/expression.ts'
import { compilePipeline, splitStage } from '../aggregate/pipeline.ts'
import { type Batches, runStages, type Source } from '../aggregate/stages.ts'
import { encode } from '../bson/encode.ts'
import { type Doc, docOf, isDoc, newDoc, Raw, toNumber, type Value } from '../bson/types.ts'
import { firstBatchSize } from '../cursors.ts'
import { failedToParse, StoreError } from '../errors.ts'
import { find, prepare } from '../query/find.ts'
import type { KeyField } from '../query/index-keys.ts'
import { parseSort } from '../query/sort.ts'
import type { View } from '../storage/environment.ts'
import {
  asOf,
  type Command,
  type Context,
  cursorReply,
  docOption,
  listOption,
  namespaceOf,
  numberOption,
  readView,
} from './context.ts'
import { queryOf } from './reads.ts'

export const aggregates: Record<string, Command> = {
  aggregate: {
    run: runAggregate,
    options: ['pipeline', 'cursor', 'allowDiskUse', 'hint', 'bypassDocumentValidation'],
    transactional: true,
  },
}

async function runAggregate(context: Context): Promise<Doc> {
  const { command, store } = context
  if (command.aggregate === 1)
    throw new StoreError(238, 'The embedded store does not support aggregating without a collection')
  const namespace = namespaceOf(context, 'aggregate')
  if (!isDoc(command.cursor))
    throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
  setNow()
  const { view, committed } = readView(context)
  const source = sourceOf(context, view)
  const { filter, sort, limit, rest } = pushDown(listOption(command, 'pipeline'))
  const stages = compilePipeline(rest, source)
  const query = queryOf(context, view, namespace, filter, { sort, limit })
  const rows = encoded(runStages(query ? documents(find(query)) : none(), stages))
  const cursor = store.cursors.open({ namespace, rows, view: committed, session: context.session })
  const batch = await store.cursors.take(
    cursor,
    numberOption(docOption(command, 'cursor'), 'batchSize', firstBatchSize),
  )
  return cursorReply(cursor.id, namespace, batch, 'firstBatch')
}

/** Leading filters, a sort and a limit are the query's own business: there an index can serve them. */
function pushDown(pipeline: Value[]): { filter: Doc; sort: KeyField[]; limit: number; rest: Value[] } {
  const filters: Doc[] = []
  let sort: KeyField[] = []
  let limit = 0
  let at = 0
  for (; at < pipeline.length; at++) {
    const [name, operand] = splitStage(pipeline[at])
    if (name !== '$match' || !isDoc(operand)) break
    filters.push(operand)
  }
  const [name, operand] = at < pipeline.length ? splitStage(pipeline[at]) : []
  if (name === '$sort' && isDoc(operand) && Object.keys(operand).length > 0) {
    sort = parseSort(operand)
    at++
  }
  const [next, count] = at < pipeline.length ? splitStage(pipeline[at]) : []
  const number = toNumber(count)
  if (next === '$limit' && number !== undefined && Number.isInteger(number) && number > 0) {
    limit = number
    at++
  }
  const [only] = filters
  const filter = filters.length > 1 ? docOf({ $and: filters }) : (only ?? newDoc())
  return { filter, sort, limit, rest: pipeline.slice(at) }
}

function sourceOf(context: Context, view: View): Source {
  return {
    read: (name, filter) => {
      const collection = context.store.catalog.get(`${context.db}.${name}`)
      if (!collection) return none()
      return documents(
        find(
          prepare({
            view,
            collection,
            filter,
            sort: [],
            skip: 0,
            limit: 0,
            stats: context.store.stats,
            ...asOf(context),
          }),
        ),
      )
    },
  }
}

async function* none(): Batches {}

async function* documents(found: ReturnType<typeof find>): Batches {
  for await (const batch of found) yield batch.map((hit) => hit.doc)
}

async function* encoded(batches: Batches): AsyncGenerator<Raw[]> {
  for await (const batch of batches) yield batch.map((doc) => new Raw(encode(doc)))
}
