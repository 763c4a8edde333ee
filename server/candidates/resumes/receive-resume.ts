import { safeFileName } from '../../http/download.ts'
import type { SharedJournal } from '../../journal/journal.ts'
import type { Cause } from '../../request-id.ts'
import { newFileId } from '../../store/file-bytes.ts'
import { newId } from '../../store/ids.ts'
import type { Scope } from '../../store/scope.ts'
import { contentTypes, endingsOf, resumeKind } from './kind.ts'
import type { ReadText } from './read-text.ts'
import { type ResumeRecord, resumeBytes } from './repository.ts'

export interface ResumeParts {
  readonly scope: () => Scope
  readonly journal: Pick<SharedJournal, 'for'>
  readonly readText: ReadText
}

/** A file whose text was read and whose bytes are stored, before anything names it. */
export type ReceivedResume = Pick<ResumeRecord, '_id' | 'name' | 'contentType' | 'size' | 'text' | 'fileId'>

/** How long a file may wait for the form around it, in milliseconds. */
const waitsFor = 24 * 3600_000

/**
 * Looks at the content, reads the text and stores the bytes. What no application takes within a day is removed.
 * @throws {AppError} `file-type-refused`, `unreadable-file` or `invalid-input`, in words for the person
 */
export async function receiveResume(
  { scope, journal, readText }: ResumeParts,
  sender: Cause,
  name: string,
  bytes: Uint8Array,
): Promise<ReceivedResume> {
  const kind = await resumeKind(bytes)
  const text = await readText({ kind, bytes })
  const [_id, fileId] = [newId(), newFileId()]
  // First of all, so that whatever is cut off from here on is removed in the end.
  await journal.for(sender).commit([], async (tx) => {
    tx.outbox('discard-resume', { resumeId: _id, fileId }, { dueAt: new Date(tx.now.getTime() + waitsFor) })
  })
  await resumeBytes.write(scope(), fileId, bytes)
  return {
    _id,
    name: safeFileName(name.slice(-120), endingsOf[kind]),
    contentType: contentTypes[kind],
    size: bytes.byteLength,
    text,
    fileId,
  }
}
