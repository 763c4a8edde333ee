import { type Doc, docOf, isDoc, toNumber, type Value } from '../bson/types.ts'
import { ensure, failedToParse, notImplemented, refuseOthers, StoreError } from '../errors.ts'
import { compileProjection } from '../query/projection.ts'
import { parseSort } from '../query/sort.ts'
import { compileUpdate } from '../update/update.ts'
import { type Command, type Context, checkNamespace, namespaceOf } from './context.ts'
import { applyDelete, applyUpdate, insertNew, type Outcome, type Target, unblocked } from './modify.ts'
import { docOption, listOption } from './options.ts'

const writing = { transactional: true, writes: true }

export const writes: Record<string, Command> = {
  insert: { run: runInsert, options: 'documents ordered bypassDocumentValidation', ...writing },
  update: { run: runUpdate, options: 'updates ordered bypassDocumentValidation', ...writing },
  delete: { run: runDelete, options: 'deletes ordered', ...writing },
  bulkWrite: { run: runBulkWrite, options: 'ops nsInfo errorsOnly ordered bypassDocumentValidation', ...writing },
  findAndModify: {
    run: runFindAndModify,
    options: 'query update remove new upsert sort fields arrayFilters bypassDocumentValidation',
    ...writing,
  },
}

type Statement = (statement: Value, reply: Doc, index: number) => Promise<void> | void

/** Runs the statements of one write command in order, from where the run before a crash had come to. */
async function runStatements(context: Context, statements: Value[], reply: Doc, run: Statement): Promise<Doc> {
  const { command, progress, store, transaction } = context
  if (progress) progress.reply = Object.assign(reply, progress.reply)
  for (let index = progress?.next ?? 0; index < statements.length; index++) {
    let goesOn = true
    try {
      await unblocked(() => run(statements[index], reply, index))
    } catch (error) {
      if (!(error instanceof StoreError) || transaction) throw error
      const { code, message: errmsg, details } = error
      append(reply, 'writeErrors', docOf({ index, code, errmsg, ...details }))
      goesOn = command.ordered === false
    }
    if (progress) progress.next = goesOn ? index + 1 : statements.length
    if (!goesOn) break
    if (store.commits.isCrowded()) await store.commits.durable()
  }
  return reply
}

function increase(reply: Doc, name: string, by: number): void {
  reply[name] = (toNumber(reply[name]) ?? 0) + by
}

function append(reply: Doc, name: string, item: Doc): void {
  reply[name] = [...((reply[name] ?? []) as Value[]), item]
}

function runInsert(context: Context): Promise<Doc> {
  const documents = listOption(context.command, 'documents')
  ensure(documents.length > 0, 16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.')
  const namespace = namespaceOf(context, 'insert')
  return runStatements(context, documents, docOf({ n: 0 }), async (document, reply) => {
    increase(reply, 'n', (await write(context, namespace, { insert: 0, document })).matched)
  })
}

function runUpdate(context: Context): Promise<Doc> {
  const namespace = namespaceOf(context, 'update')
  const counts = docOf({ n: 0, nModified: 0 })
  return runStatements(context, listOption(context.command, 'updates'), counts, async (given, reply, index) => {
    const { q: filter, u: updateMods, ...more } = checkStatement(given, 'q u multi upsert arrayFilters sort')
    const { matched, modified, upsertedId } = await write(context, namespace, {
      update: 0,
      filter,
      updateMods,
      ...more,
    })
    increase(reply, 'n', upsertedId === undefined ? matched : 1)
    increase(reply, 'nModified', modified)
    if (upsertedId !== undefined) append(reply, 'upserted', docOf({ index, _id: upsertedId }))
  })
}

function runDelete(context: Context): Promise<Doc> {
  const namespace = namespaceOf(context, 'delete')
  return runStatements(context, listOption(context.command, 'deletes'), docOf({ n: 0 }), async (given, reply) => {
    const { q: filter, limit: most } = checkStatement(given, 'q limit')
    const limit = toNumber(most)
    ensure(limit === 0 || limit === 1, 9, `The limit field in delete objects must be 0 or 1. Got ${limit}`)
    increase(reply, 'n', (await write(context, namespace, { delete: 0, filter, multi: limit === 0 })).modified)
  })
}

/** Writes to several collections, each by its place in `nsInfo`. Answered is how many there were, and what failed. */
async function runBulkWrite(context: Context): Promise<Doc> {
  const { command } = context
  if (command.errorsOnly !== true) throw notImplemented('bulkWrite that answers for each operation')
  const namespaces = listOption(command, 'nsInfo').map((info) => checkNamespace(checkStatement(info, 'ns').ns))
  const counts = docOf({ nInserted: 0, nMatched: 0, nModified: 0, nUpserted: 0, nDeleted: 0 })
  const reply = await runStatements(context, listOption(command, 'ops'), counts, async (given, reply) => {
    const operation = checkStatement(
      given,
      'insert document update filter updateMods multi upsert arrayFilters sort delete',
    )
    const { insert, update, delete: remove } = operation
    const namespace = namespaces[toNumber(insert ?? update ?? remove) ?? -1]
    ensure(namespace, 2, 'BulkWrite ops entry has an invalid nsInfo index.')
    const { matched, modified, upsertedId } = await write(context, namespace, operation)
    increase(reply, insert === undefined ? 'nMatched' : 'nInserted', remove === undefined ? matched : 0)
    increase(reply, remove === undefined ? 'nModified' : 'nDeleted', modified)
    increase(reply, 'nUpserted', upsertedId === undefined ? 0 : 1)
  })
  const { writeErrors = [], ...counted } = reply
  const failed = (writeErrors as Doc[]).map(({ index: idx, ...error }) => docOf({ ok: 0, idx, n: 0, ...error }))
  const cursor = docOf({ id: 0n, firstBatch: failed, ns: 'admin.$cmd.bulkWrite' })
  return docOf({ cursor, ...counted, nErrors: failed.length })
}

/** One operation in the words of `bulkWrite`; what is inserted counts as matched. */
async function write(context: Context, namespace: string, operation: Doc): Promise<Outcome> {
  const { document, updateMods, arrayFilters, upsert } = operation
  if ('insert' in operation) {
    ensure(isDoc(document), 14, 'Each of the documents must be a document')
    insertNew(context, namespace, document)
    return { matched: 1, modified: 0 }
  }
  const target = targetOf(namespace, operation, 'filter', operation.multi === true)
  if ('delete' in operation) return applyDelete(context, target)
  const update = compileUpdate(updateMods, arrayFilters)
  if (target.multi && update.replacement)
    throw failedToParse('multi update is not supported for replacement-style update')
  return applyUpdate(context, target, update, upsert === true)
}

function checkStatement(statement: Value, allowed: string): Doc {
  ensure(isDoc(statement), 14, 'Each statement must be a document')
  refuseOthers(statement, allowed.split(' '), 'a statement')
  return statement
}

function targetOf(namespace: string, options: Doc, filter: string, multi: boolean): Target {
  const sort = parseSort(docOption(options, 'sort'))
  return { namespace, filter: docOption(options, filter), sort, multi }
}

async function runFindAndModify(context: Context): Promise<Doc> {
  const { command } = context
  const target = targetOf(namespaceOf(context, 'findAndModify'), command, 'query', false)
  const fields = docOption(command, 'fields')
  const project = Object.keys(fields).length > 0 ? compileProjection(fields, { find: true }) : undefined
  let reply = docOf({})
  await unblocked(async () => {
    reply = command.remove === true ? await remove(context, target) : await update(context, target)
  })
  if (isDoc(reply.value) && project) reply.value = project(reply.value)
  return reply
}

async function remove(context: Context, target: Target): Promise<Doc> {
  for (const name of ['update', 'new', 'upsert'])
    if (context.command[name] !== undefined && context.command[name] !== false)
      throw failedToParse(`Cannot specify both '${name}' and 'remove'=true; 'remove' returns the deleted document`)
  const { modified, before } = await applyDelete(context, target)
  return docOf({ lastErrorObject: docOf({ n: modified }), value: before ?? null })
}

async function update(context: Context, target: Target): Promise<Doc> {
  const { command } = context
  ensure(command.update !== undefined, 9, "Either an 'update' or 'remove'=true must be specified")
  const compiled = compileUpdate(command.update, command.arrayFilters)
  const { matched, upsertedId, before, after } = await applyUpdate(context, target, compiled, command.upsert === true)
  const last = docOf({ n: matched > 0 || upsertedId !== undefined ? 1 : 0, updatedExisting: matched > 0 })
  if (upsertedId !== undefined) last.upserted = upsertedId
  return docOf({ lastErrorObject: last, value: (command.new === true ? after : before) ?? null })
}
