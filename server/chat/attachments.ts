import type { Attachment, endpoints } from '#protocol/chat'
import { AttachmentId } from '#protocol/ids'
import { AppError, invalidField } from '../app-error.ts'
import type { CommandRun, HandlerRun } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { newFileId } from '../store/file-bytes.ts'
import { newId } from '../store/ids.ts'
import { contentTypeOf, safeName, takenKinds } from './file-kind.ts'
import { bytesOf, type FileRecord, files } from './files.ts'
import type { ChatParts } from './parts.ts'
import { type Participation, participate } from './rights.ts'

/** How long a file may wait for its message, in milliseconds. */
const unnamedFor = 24 * 3600_000

/** Uploads one file. Named by a message within a day, or removed. */
export function uploadAttachment(parts: ChatParts): HandlerRun<typeof endpoints.uploadAttachment> {
  const { scope, journal, limits, rights } = parts
  return async (person, { conversationId, query, bytes }, _context, once) => {
    await limits.take('message', person.userId)
    writing(await rights.participate(person, conversationId))
    const contentType = bytes.byteLength === 0 ? null : await contentTypeOf(bytes, query.name)
    if (contentType === null) throw refusedKind(bytes)
    const [attachmentId, fileId] = [newId(), newFileId()]
    // First of all, so that whatever is cut off from here on is removed in the end.
    await journal.for(person).commit([], async (tx) => {
      tx.outbox('discard-upload', { attachmentId, fileId }, { dueAt: new Date(tx.now.getTime() + unnamedFor) })
    })
    await bytesOf.write(scope(), fileId, bytes)
    const stored = await once([], async (tx) => {
      writing(await participate(tx, person, conversationId))
      const file: FileRecord = {
        _id: attachmentId,
        conversationId,
        uploaderId: person.userId,
        name: safeName(query.name, contentType),
        contentType,
        size: bytes.byteLength,
        fileId,
        messageId: null,
        at: tx.now,
      }
      await files.insert(tx, file)
      return present(file)
    })
    // The request was a repeated one: its first file is the one that counts.
    if (stored.id !== attachmentId) await bytesOf.remove(scope(), fileId)
    return stored
  }
}

/** The file, for everybody in the conversation; before a message names it, for its uploader alone. */
export function downloadAttachment({ scope, rights }: ChatParts): HandlerRun<typeof endpoints.downloadAttachment> {
  return async (person, { conversationId, attachmentId }, context) => {
    const file = await files.find(scope(), conversationId, attachmentId)
    await rights.participate(person, conversationId)
    if (!file || (file.messageId === null && file.uploaderId !== person.userId)) throw noSuchFile()
    return context.body(bytesOf.read(scope(), file.fileId), 200, downloadHeaders(file))
  }
}

/** Discards an upload that no message names. */
export const deleteAttachment: CommandRun<typeof endpoints.deleteAttachment> = async (tx, person, input) => {
  const { conversationId, attachmentId } = input
  await participate(tx, person, conversationId)
  const file = await files.find(tx, conversationId, attachmentId)
  if (file?.uploaderId !== person.userId) throw noSuchFile()
  if (file.messageId !== null) throw new AppError('conflict', 'A message names this file: delete the message.')
  await files.remove(tx, [attachmentId])
  return undefined
}

export const present = ({ _id, name, contentType, size }: FileRecord): Attachment => ({
  id: AttachmentId.parse(_id),
  name,
  contentType,
  size,
})

function writing({ access }: Participation): void {
  if (access !== 'write') throw new AppError('engagement-ended')
}

const noSuchFile = () => new AppError('not-found', 'There is no such file in this conversation.')

const refusedKind = ({ byteLength }: Uint8Array): AppError =>
  byteLength === 0
    ? invalidField('', 'The file is empty.')
    : new AppError('file-type-refused', `This is none of the files that can be attached: ${takenKinds}.`)
