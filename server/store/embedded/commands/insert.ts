import { decode } from '../bson/decode.ts'
import { idFirst, maxDocumentSize, tooLarge, withId } from '../bson/encode.ts'
import { newObjectId } from '../bson/object-id.ts'
import { type Doc, docOf, Raw, toNumber } from '../bson/types.ts'
import { StoreError } from '../errors.ts'
import { insertDocument } from '../storage/documents.ts'
import { type Command, type Context, listOption, namespaceOf } from './context.ts'
import { runStatements } from './statements.ts'
import { writable } from './writable.ts'

export const insert: Command = {
  run: runInsert,
  options: ['documents', 'ordered', 'bypassDocumentValidation'],
  transactional: true,
  writes: true,
}

async function runInsert(context: Context): Promise<Doc> {
  const documents = listOption(context.command, 'documents')
  if (documents.length === 0)
    throw new StoreError(16, 'Write batch sizes must be between 1 and 100000. Got 0 operations.')
  const namespace = namespaceOf(context, 'insert')
  const reply = context.retry?.progress.reply ?? docOf({ n: 0 })
  if (reply.n === undefined) reply.n = 0
  await runStatements(context, documents.length, reply, (index) => {
    const document = documents[index]
    if (!(document instanceof Raw)) throw new StoreError(14, 'Each of the documents must be a document')
    const collection = writable(context, namespace)
    insertRaw(context, collection, document.bytes)
    reply.n = (toNumber(reply.n) ?? 0) + 1
  })
  return reply
}

function insertRaw(context: Context, collection: ReturnType<typeof writable>, given: Buffer): void {
  let doc = decode(given, 0, { stored: true })
  let bytes = given
  if (doc._id === undefined) {
    bytes = withId(given, newObjectId())
    doc = decode(bytes, 0, { stored: true })
  } else bytes = idFirst(given)
  if (bytes.length > maxDocumentSize) throw tooLarge(bytes.length)
  for (const name of Object.keys(doc))
    if (name.startsWith('$'))
      throw new StoreError(52, `The dollar ($) prefixed field '${name}' is not allowed in a stored document`)
  insertDocument(context.writer, collection, doc, bytes)
}
