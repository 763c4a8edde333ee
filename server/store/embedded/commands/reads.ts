import { compare } from '../bson/compare.ts'
import { encode } from '../bson/encode.ts'
import { type Doc, docOf, Raw, type Value } from '../bson/types.ts'
import { firstBatchSize } from '../cursors.ts'
import { badValue, notImplemented, StoreError } from '../errors.ts'
import { find, findNow, type PreparedQuery, prepare } from '../query/find.ts'
import { keyRows } from '../query/index-keys.ts'
import { compileFilter } from '../query/match.ts'
import { compileProjection } from '../query/projection.ts'
import type { Hit } from '../query/scan.ts'
import { parseSort } from '../query/sort.ts'
import type { View } from '../storage/environment.ts'
import {
  asOf,
  type Command,
  type Context,
  cursorReply,
  docOption,
  namespaceOf,
  numberOption,
  readView,
} from './context.ts'

export const reads: Record<string, Command> = {
  find: {
    run: runFind,
    transactional: true,
    options: [
      'filter',
      'sort',
      'projection',
      'hint',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'allowDiskUse',
      'noCursorTimeout',
    ],
  },
  getMore: { run: runGetMore, transactional: true, options: ['collection', 'batchSize'] },
  killCursors: { run: runKillCursors, transactional: true, options: ['cursors'] },
  count: { run: runCount, options: ['query', 'limit', 'skip', 'hint'] },
  distinct: { run: runDistinct, transactional: true, options: ['key', 'query', 'hint'] },
}

type Part = Partial<Pick<PreparedQuery, 'sort' | 'skip' | 'limit'>>

export function queryOf(
  context: Context,
  view: View,
  namespace: string,
  filter: Doc,
  part: Part = {},
): PreparedQuery | undefined {
  const collection = context.store.catalog.get(namespace)
  if (!collection) {
    compileFilter(filter)
    return undefined
  }
  const { hint } = context.command
  return prepare({
    view,
    collection,
    filter,
    sort: part.sort ?? [],
    skip: part.skip ?? 0,
    limit: part.limit ?? 0,
    stats: context.store.stats,
    ...(hint === undefined ? {} : { hint }),
    ...asOf(context),
  })
}

async function* rowsOf(query: PreparedQuery | undefined, convert: (hit: Hit) => Raw): AsyncGenerator<Raw[]> {
  if (!query) return
  const now = query.plan.bounded || query.limit > 0 ? findNow(query) : undefined
  if (now) yield now.map(convert)
  else for await (const batch of find(query)) yield batch.map(convert)
}

async function runFind(context: Context): Promise<Doc> {
  const { command, store } = context
  const namespace = namespaceOf(context, 'find')
  const limit = numberOption(command, 'limit', 0)
  const skip = numberOption(command, 'skip', 0)
  if (skip < 0) throw badValue('Skip value must be non-negative')
  const projection = docOption(command, 'projection')
  const project = Object.keys(projection).length > 0 ? compileProjection(projection, { find: true }) : undefined
  const convert = (hit: Hit) => new Raw(project ? encode(project(hit.doc)) : hit.bytes)
  const { view, committed } = readView(context)
  const sort = parseSort(docOption(command, 'sort'))
  const query = queryOf(context, view, namespace, docOption(command, 'filter'), { sort, skip, limit: Math.abs(limit) })
  const cursor = store.cursors.open({
    namespace,
    rows: rowsOf(query, convert),
    view: committed,
    session: context.session,
  })
  const batchSize = numberOption(command, 'batchSize', firstBatchSize)
  const batch = await store.cursors.take(cursor, limit < 0 ? -limit : batchSize)
  if (limit < 0 || command.singleBatch === true || (limit > 0 && batch.length >= limit)) {
    await store.cursors.kill(cursor.id)
    cursor.id = 0n
  }
  return cursorReply(cursor.id, namespace, batch, 'firstBatch')
}

async function runGetMore(context: Context): Promise<Doc> {
  const { command, store } = context
  const namespace = namespaceOf(context, 'collection')
  const cursor = store.cursors.find(BigInt(command.getMore as bigint | number), namespace)
  if (cursor.busy) throw new StoreError(12051, `cursor id ${cursor.id} is in use`)
  const size = numberOption(command, 'batchSize', 0)
  const batch = await store.cursors.take(cursor, size > 0 ? size : Number.POSITIVE_INFINITY)
  return cursorReply(cursor.id, namespace, batch, 'nextBatch')
}

async function runKillCursors(context: Context): Promise<Doc> {
  const killed: Value[] = []
  const missing: Value[] = []
  for (const id of context.command.cursors as Value[])
    ((await context.store.cursors.kill(BigInt(id as bigint))) ? killed : missing).push(id)
  return docOf({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 })
}

/** The hits of a whole query, one moment's state whatever time it takes. */
export async function eachHit(
  context: Context,
  namespace: string,
  filter: Doc,
  part: Part,
  visit: (hit: Hit) => void,
): Promise<void> {
  const { view, committed } = readView(context)
  committed?.pin()
  try {
    const query = queryOf(context, view, namespace, filter, part)
    if (query) for await (const batch of find(query)) for (const hit of batch) visit(hit)
  } finally {
    committed?.unpin()
  }
}

async function runCount(context: Context): Promise<Doc> {
  const { command } = context
  const skip = numberOption(command, 'skip', 0)
  if (skip < 0) throw badValue('Skip value must be non-negative')
  let count = 0
  const limit = Math.abs(numberOption(command, 'limit', 0))
  await eachHit(context, namespaceOf(context, 'count'), docOption(command, 'query'), { skip, limit }, () => {
    count++
  })
  return docOf({ n: count, ok: 1 })
}

async function runDistinct(context: Context): Promise<Doc> {
  const { command } = context
  const { key } = command
  if (typeof key !== 'string') throw new StoreError(14, 'The key of distinct must be a string')
  if (key.split('.').some((part) => part === '' || part.startsWith('$')))
    throw notImplemented(`distinct with the key '${key}'`)
  const values: Value[] = []
  const field = { path: key, parts: key.split('.'), descending: false }
  await eachHit(context, namespaceOf(context, 'distinct'), docOption(command, 'query'), {}, ({ doc }) => {
    for (const [value] of distinctRows(doc, field)) values.push(value)
  })
  values.sort(compare)
  return docOf({
    values: values.filter((value, index) => index === 0 || compare(values[index - 1], value) !== 0),
    ok: 1,
  })
}

/** Like index entries, except that missing gives nothing. */
function distinctRows(doc: Doc, field: { path: string; parts: string[]; descending: boolean }): Value[][] {
  const present = compileFilter(docOf({ [field.path]: docOf({ $exists: true }) }))
  return present(doc) ? keyRows(doc, [field]).rows.filter(([value]) => value !== undefined) : []
}
