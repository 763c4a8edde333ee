import { ImportId, PostingId } from '#protocol/ids'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { ImportRecord } from './repository.ts'

/** Tells the employer's feed that an import is done, or undone. */
export function tellFinished(
  tx: Tx,
  { _id, employerId, kind, state, counts, jobIds = [], version }: ImportRecord,
  actor: EntryActor,
): void {
  const data = {
    ...{ importId: ImportId.parse(_id), kind, state, imported: counts.imported - counts.undone, version },
    jobIds: jobIds.map((id) => PostingId.parse(id)),
  }
  tx.append(feedOf(employerId), { type: 'import.finished', data, actor })
}
