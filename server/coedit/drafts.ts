import type * as Y from 'yjs'
import { byUser } from '../journal/actors.ts'
import { Outdated } from '../journal/conflict.ts'
import type { Tx } from '../journal/tx.ts'
import { commonLane, editsOf } from './repository.ts'
import type { Room } from './room.ts'
import { changeOf, copyOf } from './updates.ts'

/** A change to a document as it was, for a command to write. */
export interface Draft {
  /** Null: it changes nothing. */
  readonly update: Uint8Array | null
  /** The last entry that the document held of those that commands write. */
  readonly after: number
}

/** The document as it is now, to be changed by nobody else, and where it stands. */
export const blankOf = ({ replica }: Room): { readonly doc: Y.Doc; readonly after: number } => ({
  doc: copyOf(replica.doc),
  after: replica.applied.get(commonLane)?.seq ?? 0,
})

export const draftOn = ({ doc, after }: ReturnType<typeof blankOf>, change: (doc: Y.Doc) => void): Draft => ({
  update: changeOf(doc, change),
  after,
})

/** @throws {Outdated} when another draft was written first: of two that put the same words in, both would stand there */
export function writeDraft(tx: Tx, documentId: string, by: { readonly userId: string }, draft: Draft): void {
  const { update, after } = draft
  if (!update) return
  const seq = tx.append(editsOf(documentId), { type: 'update', data: { update }, actor: byUser(by) })
  if (seq !== after + 1) throw new Outdated(`A draft for entry ${after + 1} of ${documentId} would be ${seq}`)
}
