import type { Tx } from '../journal/tx.ts'
import { fileBytes } from '../store/file-bytes.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** An uploaded file. Its bytes are in GridFS, so that every node has them. */
export interface FileRecord {
  _id: string
  conversationId: string
  uploaderId: string
  name: string
  contentType: string
  size: number
  /** Of the bytes in GridFS. */
  fileId: string
  /** The message that names it; null: none yet, and only its uploader may see it. */
  messageId: string | null
  at: Date
}

const bucketName = 'attachments'

export const bytesOf = fileBytes(bucketName)
export const filePlans: readonly CollectionPlan[] = [
  { collection: bucketName, indexes: [{ key: { conversationId: 1 }, name: 'conversation' }] },
  ...bytesOf.plans,
]

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<FileRecord>(bucketName)

export const files = {
  find: (scope: Scope, conversationId: string, id: string): Promise<FileRecord | null> =>
    rows(scope).findOne({ _id: id, conversationId }, within(scope)),
  insert: async (tx: Tx, file: FileRecord): Promise<void> => {
    await rows(tx).insertOne(file, { session: tx.session })
  },
  /** Those of the files that this person uploaded here and no message names. */
  unnamed: (tx: Tx, conversationId: string, uploaderId: string, ids: readonly string[]): Promise<FileRecord[]> =>
    rows(tx)
      .find({ _id: { $in: [...ids] }, conversationId, uploaderId, messageId: null }, { session: tx.session })
      .toArray(),
  nameBy: async (tx: Tx, ids: readonly string[], messageId: string): Promise<void> => {
    await rows(tx).updateMany({ _id: { $in: [...ids] } }, { $set: { messageId } }, { session: tx.session })
  },
  /** The files are gone at once; a worker then removes their bytes. */
  remove: async (tx: Tx, ids: readonly string[]): Promise<void> => {
    const found = await rows(tx)
      .find({ _id: { $in: [...ids] } }, { session: tx.session })
      .toArray()
    await rows(tx).deleteMany({ _id: { $in: found.map(({ _id }) => _id) } }, { session: tx.session })
    for (const { _id, fileId } of found) tx.outbox('discard-upload', { attachmentId: _id, fileId })
  },
}

/** Removes an upload that no message names. May run again, and after a crash at any point of the upload. */
export async function discardUpload(scope: Scope, attachmentId: string, fileId: string): Promise<void> {
  await rows(scope).deleteOne({ _id: attachmentId, messageId: null })
  const isNamed = (await rows(scope).findOne({ _id: attachmentId }, { projection: { _id: 1 } })) !== null
  if (!isNamed) await bytesOf.remove(scope, fileId)
}
