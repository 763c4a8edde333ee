import { type Doc, docOf, isDoc, toNumber, type Value } from '../bson/types.ts'
import { failedToParse, notImplemented, StoreError } from '../errors.ts'
import { compileProjection } from '../query/projection.ts'
import { parseSort } from '../query/sort.ts'
import { compileUpdate } from '../update/update.ts'
import { type Command, type Context, docOption, listOption, namespaceOf } from './context.ts'
import { insert } from './insert.ts'
import { applyDelete, applyUpdate, type Outcome, type Target } from './modify.ts'
import { attempt, runStatements } from './statements.ts'

const writing = { transactional: true, writes: true }

export const writes: Record<string, Command> = {
  insert,
  update: { run: runUpdate, options: ['updates', 'ordered', 'bypassDocumentValidation'], ...writing },
  delete: { run: runDelete, options: ['deletes', 'ordered'], ...writing },
  findAndModify: {
    run: runFindAndModify,
    options: [
      'query',
      'update',
      'remove',
      'new',
      'upsert',
      'sort',
      'fields',
      'hint',
      'arrayFilters',
      'bypassDocumentValidation',
    ],
    ...writing,
  },
}

function checkFields(what: string, statement: Value, allowed: string[]): Doc {
  if (!isDoc(statement)) throw new StoreError(14, `Each ${what} statement must be a document`)
  for (const name of Object.keys(statement))
    if (
      !allowed.includes(name) &&
      !(name === 'collation' && isDoc(statement.collation) && statement.collation.locale === 'simple')
    )
      throw notImplemented(`the option ${name} of a statement of ${what}`)
  return statement
}

async function runUpdate(context: Context): Promise<Doc> {
  const statements = listOption(context.command, 'updates')
  const namespace = namespaceOf(context, 'update')
  const reply = context.retry?.progress.reply ?? docOf({})
  reply.n ??= 0
  reply.nModified ??= 0
  await runStatements(context, statements.length, reply, async (index) => {
    const statement = checkFields('update', statements[index], [
      'q',
      'u',
      'multi',
      'upsert',
      'arrayFilters',
      'hint',
      'sort',
    ])
    const update = compileUpdate(statement.u, statement.arrayFilters)
    const multi = statement.multi === true
    if (multi && update.replacement) throw failedToParse('multi update is not supported for replacement-style update')
    const target = {
      namespace,
      filter: docOption(statement, 'q'),
      sort: parseSort(docOption(statement, 'sort')),
      multi,
      hint: statement.hint,
    }
    const outcome = await applyUpdate(context, target, update, statement.upsert === true)
    addCounts(reply, index, outcome)
  })
  return reply
}

function addCounts(reply: Doc, index: number, outcome: Outcome): void {
  const inserted = outcome.upsertedId !== undefined
  reply.n = (toNumber(reply.n) ?? 0) + (inserted ? 1 : outcome.matched)
  reply.nModified = (toNumber(reply.nModified) ?? 0) + outcome.modified
  if (inserted) reply.upserted = [...((reply.upserted ?? []) as Value[]), docOf({ index, _id: outcome.upsertedId })]
}

async function runDelete(context: Context): Promise<Doc> {
  const statements = listOption(context.command, 'deletes')
  const namespace = namespaceOf(context, 'delete')
  const reply = context.retry?.progress.reply ?? docOf({})
  reply.n ??= 0
  await runStatements(context, statements.length, reply, async (index) => {
    const statement = checkFields('delete', statements[index], ['q', 'limit', 'hint'])
    const limit = toNumber(statement.limit)
    if (limit !== 0 && limit !== 1)
      throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${String(limit)}`)
    const outcome = await applyDelete(context, {
      namespace,
      filter: docOption(statement, 'q'),
      sort: [],
      multi: limit === 0,
      hint: statement.hint,
    })
    reply.n = (toNumber(reply.n) ?? 0) + outcome.modified
  })
  return reply
}

async function runFindAndModify(context: Context): Promise<Doc> {
  const { command } = context
  const target: Target = {
    namespace: namespaceOf(context, 'findAndModify'),
    filter: docOption(command, 'query'),
    sort: parseSort(docOption(command, 'sort')),
    multi: false,
    hint: command.hint,
  }
  const fields = docOption(command, 'fields')
  const project = Object.keys(fields).length > 0 ? compileProjection(fields, { find: true }) : undefined
  let reply = docOf({})
  const failed = await attempt(context, async () => {
    reply = command.remove === true ? await remove(context, target) : await update(context, target)
  })
  if (failed) throw failed
  if (isDoc(reply.value)) reply.value = project ? project(reply.value) : reply.value
  return reply
}

async function remove(context: Context, target: Target): Promise<Doc> {
  const { command } = context
  if (command.update !== undefined) throw failedToParse("Cannot specify both an 'update' and 'remove'=true")
  if (command.new === true)
    throw failedToParse(
      "Cannot specify both 'new'=true and 'remove'=true; 'remove' always returns the deleted document",
    )
  if (command.upsert === true) throw failedToParse("Cannot specify both 'upsert'=true and 'remove'=true")
  const { modified, before } = await applyDelete(context, target)
  return docOf({ lastErrorObject: docOf({ n: modified }), value: before ?? null })
}

async function update(context: Context, target: Target): Promise<Doc> {
  const { command } = context
  if (command.update === undefined) throw failedToParse("Either an 'update' or 'remove'=true must be specified")
  const compiled = compileUpdate(command.update, command.arrayFilters)
  const outcome = await applyUpdate(context, target, compiled, command.upsert === true)
  const last = docOf({
    n: outcome.matched > 0 || outcome.upsertedId !== undefined ? 1 : 0,
    updatedExisting: outcome.matched > 0,
  })
  if (outcome.upsertedId !== undefined) last.upserted = outcome.upsertedId
  return docOf({ lastErrorObject: last, value: (command.new === true ? outcome.after : outcome.before) ?? null })
}
