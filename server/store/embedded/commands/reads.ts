import { encode } from '../bson/codec.ts'
import { compare } from '../bson/key.ts'
import { type Doc, docOf, type Value } from '../bson/types.ts'
import { firstBatchSize } from '../cursors.ts'
import { badValue, ensure, notImplemented, StoreError } from '../errors.ts'
import { find, findNow, type PreparedQuery } from '../query/find.ts'
import { keyRows } from '../query/index-keys.ts'
import { compileFilter } from '../query/match.ts'
import { compileProjection } from '../query/projection.ts'
import type { Hit } from '../query/scan.ts'
import { fieldOf, parseSort } from '../query/sort.ts'
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
  toBigInt,
} from './context.ts'

export const reads: Record<string, Command> = {
  find: {
    run: runFind,
    transactional: true,
    options: 'filter sort projection skip limit batchSize singleBatch allowDiskUse noCursorTimeout',
  },
  getMore: { run: runGetMore, transactional: true, options: 'collection batchSize' },
  killCursors: { run: runKillCursors, transactional: true, options: 'cursors' },
  count: { run: runCount, options: 'query limit skip' },
  distinct: { run: runDistinct, transactional: true, options: 'key query' },
}

async function* rowsOf(query: PreparedQuery | undefined, convert: (hit: Hit) => Buffer): AsyncGenerator<Buffer[]> {
  if (!query) return
  const now = query.plan.bounded || query.limit > 0 ? findNow(query) : undefined
  if (now) yield now.map(convert)
  else for await (const batch of find(query)) yield batch.map(convert)
}

/** `skip` and `limit` as `find` and `count` take them; a negative limit asks for a single batch. */
function windowOption(command: Doc): { skip: number; limit: number; single: boolean } {
  const limit = numberOption(command, 'limit', 0)
  const skip = numberOption(command, 'skip', 0)
  if (skip < 0) throw badValue('Skip value must be non-negative')
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
  const filter = docOption(command, 'filter')
  const query = queryOf(context, namespace, { view, filter, sort, skip, limit })
  const rows = rowsOf(query, (hit) => (project ? encode(project(hit.doc)) : hit.bytes))
  const cursor = store.cursors.open({ namespace, rows, view: committed, session })
  const size = single && limit > 0 ? limit : numberOption(command, 'batchSize', firstBatchSize)
  const batch = await store.cursors.take(cursor, size)
  if (single || (limit > 0 && batch.length >= limit)) await store.cursors.kill(cursor.id)
  return cursorReply(cursor.id, namespace, batch)
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

async function runKillCursors({ store, command }: Context): Promise<Doc> {
  const reply = { cursorsKilled: [] as Value[], cursorsNotFound: [] as Value[] }
  for (const id of listOption(command, 'cursors'))
    reply[(await store.cursors.kill(toBigInt(id))) ? 'cursorsKilled' : 'cursorsNotFound'].push(id)
  return docOf({ ...reply, cursorsAlive: [], cursorsUnknown: [] })
}

/** The hits of a whole query, one moment's state whatever time it takes. */
async function* hitsOf(context: Context, name: string): AsyncGenerator<Hit[]> {
  const { view, committed } = readView(context)
  const { skip, limit } = windowOption(context.command)
  const filter = docOption(context.command, 'query')
  committed?.pin()
  try {
    const query = queryOf(context, namespaceOf(context, name), { view, filter, skip, limit })
    if (query) yield* find(query)
  } finally {
    committed?.unpin()
  }
}

async function runCount(context: Context): Promise<Doc> {
  let n = 0
  for await (const batch of hitsOf(context, 'count')) n += batch.length
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
  for await (const batch of hitsOf(context, 'distinct'))
    for (const { doc } of batch)
      if (present(doc))
        for (const [value] of keyRows(doc, [fieldOf(key)]).rows) if (value !== undefined) values.push(value)
  values.sort(compare)
  return docOf({ values: values.filter((value, at) => at === 0 || compare(values[at - 1], value) !== 0) })
}
