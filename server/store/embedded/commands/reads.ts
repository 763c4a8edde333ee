import '../aggregate/operators.ts'
import { compilePipeline, splitStage } from '../aggregate/pipeline.ts'
import { each, runStages } from '../aggregate/stages.ts'
import { encode } from '../bson/codec.ts'
import { compare } from '../bson/key.ts'
import { type Doc, docOf, isDoc, newDoc, toNumber, type Value } from '../bson/types.ts'
import { firstBatchSize } from '../cursors.ts'
import { ensure, notImplemented, StoreError } from '../errors.ts'
import { find, type Hit, type Query } from '../query/find.ts'
import { fieldOf, type KeyField, keyRows } from '../query/index-keys.ts'
import { compileFilter } from '../query/match.ts'
import { compileProjection } from '../query/projection.ts'
import { parseSort } from '../query/sort.ts'
import { runSteps } from '../yielding.ts'
import { type Command, type Context, cursorReply, namespaceOf, queryOf, readView } from './context.ts'
import { docOption, listOption, numberOption, toBigInt } from './options.ts'

const reading = { transactional: true }
const findOptions = 'filter sort projection skip limit batchSize singleBatch allowDiskUse noCursorTimeout'

export const reads: Record<string, Command> = {
  find: { run: runFind, options: findOptions, ...reading },
  aggregate: { run: runAggregate, options: 'pipeline cursor allowDiskUse bypassDocumentValidation', ...reading },
  getMore: { run: runGetMore, options: 'collection batchSize', ...reading },
  killCursors: { run: runKillCursors, options: 'cursors', ...reading },
  count: { run: runCount, options: 'query limit skip' },
  distinct: { run: runDistinct, options: 'key query', ...reading },
}

/** `skip` and `limit` as `find` and `count` take them; a negative limit asks for a single batch. */
function windowOption(command: Doc): { skip: number; limit: number; single: boolean } {
  const limit = numberOption(command, 'limit', 0)
  const skip = numberOption(command, 'skip', 0)
  ensure(skip >= 0, 2, 'Skip value must be non-negative')
  return { skip, limit: Math.abs(limit), single: limit < 0 || command.singleBatch === true }
}

async function runFind(context: Context): Promise<Doc> {
  const { command, store, session } = context
  const namespace = namespaceOf(context, 'find')
  const { skip, limit, single } = windowOption(command)
  const projection = docOption(command, 'projection')
  const project = Object.keys(projection).length > 0 ? compileProjection(projection, { find: true }) : undefined
  const { view, committed } = readView(context)
  const sort = parseSort(docOption(command, 'sort'))
  const query = queryOf(context, namespace, { view, filter: docOption(command, 'filter'), sort, skip, limit })
  const rows = each(find(query), (hit) => (project ? encode(project(hit.doc)) : hit.bytes))
  const size = single && limit > 0 ? limit : numberOption(command, 'batchSize', firstBatchSize)
  const cursor = store.cursors.open({ namespace, rows, view: committed, session })
  const batch = await store.cursors.take(cursor, size)
  if (single || (limit > 0 && batch.length >= limit)) store.cursors.kill(cursor.id)
  return cursorReply(cursor.id, namespace, batch)
}

async function runAggregate(context: Context): Promise<Doc> {
  const { command, store, session, db } = context
  if (command.aggregate === 1) throw notImplemented('aggregating without a collection')
  const namespace = namespaceOf(context, 'aggregate')
  ensure(isDoc(command.cursor), 9, "The 'cursor' option is required")
  const { view, committed } = readView(context)
  const documents = (query: Query | undefined) => each(find(query), ({ doc }: Hit) => doc)
  const read = (name: string, filter: Doc) => documents(queryOf(context, `${db}.${name}`, { view, filter }))
  const pipeline = listOption(command, 'pipeline')
  const stages = compilePipeline(pipeline, read)
  const { filter, sort, limit, served } = pushDown(pipeline)
  const query = queryOf(context, namespace, { view, filter, sort, limit })
  const rows = each(runStages(documents(query), stages.slice(served)), encode)
  const size = numberOption(docOption(command, 'cursor'), 'batchSize', firstBatchSize)
  const cursor = store.cursors.open({ namespace, rows, view: committed, session })
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
  const filters: Doc[] = []
  for (let filter = take('$match'); isDoc(filter); filter = take('$match')) filters.push(filter)
  const [only = newDoc()] = filters
  const sort = take('$sort')
  return {
    filter: filters.length > 1 ? docOf({ $and: filters }) : only,
    sort: isDoc(sort) ? parseSort(sort) : [],
    limit: toNumber(take('$limit')) ?? 0,
    served,
  }
}

async function runGetMore(context: Context): Promise<Doc> {
  const { command, store } = context
  const namespace = namespaceOf(context, 'collection')
  const cursor = store.cursors.find(toBigInt(command.getMore), namespace)
  if (cursor.busy) throw new StoreError(12051, `cursor id ${cursor.id} is in use`)
  const size = numberOption(command, 'batchSize', 0)
  const batch = await store.cursors.take(cursor, size > 0 ? size : Number.POSITIVE_INFINITY)
  return cursorReply(cursor.id, namespace, batch, 'nextBatch')
}

function runKillCursors({ store, command }: Context): Doc {
  const reply = { cursorsKilled: [] as Value[], cursorsNotFound: [] as Value[] }
  for (const id of listOption(command, 'cursors'))
    reply[store.cursors.kill(toBigInt(id)) ? 'cursorsKilled' : 'cursorsNotFound'].push(id)
  return docOf({ ...reply, cursorsAlive: [], cursorsUnknown: [] })
}

/** Visits the documents of a whole query, one moment's state whatever time it takes. */
async function visit(context: Context, name: string, look: (hit: Hit) => void): Promise<void> {
  const { view, committed } = readView(context)
  const { skip, limit } = windowOption(context.command)
  const filter = docOption(context.command, 'query')
  const query = queryOf(context, namespaceOf(context, name), { view, filter, skip, limit })
  committed?.pin()
  try {
    await runSteps(find(query), look)
  } finally {
    committed?.unpin()
  }
}

async function runCount(context: Context): Promise<Doc> {
  let n = 0
  await visit(context, 'count', () => {
    n++
  })
  return docOf({ n })
}

/** The values that an index would hold, except that missing gives nothing. */
async function runDistinct(context: Context): Promise<Doc> {
  const { key } = context.command
  ensure(typeof key === 'string', 14, 'The key of distinct must be a string')
  if (key.split('.').some((part) => part === '' || part.startsWith('$')))
    throw notImplemented(`distinct with the key '${key}'`)
  const present = compileFilter(docOf({ [key]: docOf({ $exists: true }) }))
  const values: Value[] = []
  await visit(context, 'distinct', ({ doc }) => {
    if (!present(doc)) return
    for (const [value] of keyRows(doc, [fieldOf(key)]).rows) if (value !== undefined) values.push(value)
  })
  values.sort(compare)
  return docOf({ values: values.filter((value, at) => at === 0 || compare(values[at - 1], value) !== 0) })
}
