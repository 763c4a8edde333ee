import { encode } from '../bson/codec.ts'
import { equal } from '../bson/key.ts'
import { type Doc, docOf, isDoc, newDoc, type Value } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { compileFilter } from '../query/match.ts'
import type { Collection } from '../storage/catalog.ts'
import { checkIndexSpec, clearSpace, createIndex, removeIndex } from '../storage/index-build.ts'
import { type Command, type Context, cursorReply, namespaceOf } from './context.ts'
import { docOption, listOption } from './options.ts'

export const schema: Record<string, Command> = {
  create: { run: runCreate, options: '', writes: true },
  drop: { run: runDrop, options: '', writes: true },
  dropDatabase: { run: runDropDatabase, options: '', writes: true },
  createIndexes: { run: runCreateIndexes, options: 'indexes commitQuorum', writes: true },
  dropIndexes: { run: runDropIndexes, options: 'index', writes: true },
  listIndexes: { run: runListIndexes, options: 'cursor' },
  listCollections: { run: runListCollections, options: 'filter nameOnly cursor authorizedCollections' },
}

function required(context: Context, name: string): Collection {
  const namespace = namespaceOf(context, name)
  const collection = context.store.catalog.get(namespace)
  if (!collection) throw new StoreError(26, `ns does not exist: ${namespace}`)
  return collection
}

function runCreate(context: Context): Doc {
  const namespace = namespaceOf(context, 'create')
  if (context.store.catalog.get(namespace)) throw new StoreError(48, `Collection ${namespace} already exists.`)
  context.store.catalog.require(namespace)
  return docOf({})
}

async function runDrop(context: Context): Promise<Doc> {
  const collection = context.store.catalog.get(namespaceOf(context, 'drop'))
  if (collection) await dropCollection(context, collection)
  return docOf({})
}

/** The name is gone at once; the space is cleared behind it. Open transactions end first. */
async function dropCollection({ store }: Context, collection: Collection): Promise<void> {
  await store.transactions.allEnded()
  store.catalog.remove(collection)
  await clearSpace(store, collection.id)
  for (const index of collection.indexes) await clearSpace(store, index.id)
}

async function runDropDatabase(context: Context): Promise<Doc> {
  for (const collection of context.store.catalog.all(`${context.db}.`)) await dropCollection(context, collection)
  return docOf({ dropped: context.db })
}

async function runCreateIndexes(context: Context): Promise<Doc> {
  const namespace = namespaceOf(context, 'createIndexes')
  for (const spec of listOption(context.command, 'indexes').map(checkIndexSpec))
    await createIndex(context.store, namespace, spec)
  return docOf({})
}

async function runDropIndexes(context: Context): Promise<Doc> {
  const collection = required(context, 'dropIndexes')
  const { index: wanted } = context.command
  const named = (name: Value) => {
    if (name === '_id_') throw new StoreError(72, 'cannot drop _id index')
    const found = collection.indexes.find(({ spec }) => spec.name === name || (isDoc(name) && equal(name, spec.key)))
    if (!found) throw new StoreError(27, `index not found with name [${String(name)}]`)
    return found
  }
  const chosen = wanted === '*' ? collection.indexes : [named(wanted)]
  for (const index of chosen) await removeIndex(context.store, collection, index)
  return docOf({})
}

function runListIndexes(context: Context): Doc {
  const collection = required(context, 'listIndexes')
  const own = collection.indexes.filter(({ ready }) => ready).map(({ spec }) => spec)
  const all = [docOf({ v: 2, key: docOf({ _id: 1 }), name: '_id_' }), ...own]
  return cursorReply(0n, `${context.db}.$cmd.listIndexes.${String(context.command.listIndexes)}`, all.map(encode))
}

function runListCollections(context: Context): Doc {
  const matches = compileFilter(docOption(context.command, 'filter'))
  const prefix = `${context.db}.`
  const same = { type: 'collection', options: newDoc(), info: docOf({ readOnly: false }) }
  const names = context.store.catalog.all(prefix).map(({ namespace }) => namespace.slice(prefix.length))
  const all = names.map((name) => docOf({ name, ...same }))
  return cursorReply(0n, `${context.db}.$cmd.listCollections`, all.filter((info) => matches(info)).map(encode))
}
