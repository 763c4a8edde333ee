import type { FeedData, FeedType } from '#protocol/feed'
import { DocumentId, PostingId } from '#protocol/ids'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { Found } from './kinds.ts'

type DocumentType = Extract<FeedType, `document.${string}`>

/** Tells the employer's feed what became of something of a document. */
export function tell<T extends DocumentType>(
  tx: Tx,
  type: T,
  documentId: string,
  { employerId, jobId }: Found,
  data: Omit<FeedData<T>, 'documentId' | 'jobId'>,
  actor: EntryActor,
): void {
  const about = { documentId: DocumentId.parse(documentId), jobId: jobId === null ? null : PostingId.parse(jobId) }
  tx.append(feedOf(employerId), { type, data: { ...about, ...data }, actor })
}
