import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** What somebody of the team noted on a candidate. */
export interface NoteRecord {
  _id: string
  employerId: string
  candidateId: string
  authorId: string
  text: string
  at: Date
  editedBy: string | null
  /** How it read before, the newest first, each with who changed it from that, and when. */
  before?: { text: string; by: string; at: Date }[]
  version: number
}

export const notePlan: CollectionPlan = {
  collection: 'candidateNotes',
  indexes: [{ key: { candidateId: 1, _id: -1 }, name: 'candidate_newest' }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<NoteRecord>('candidateNotes')

/** So many earlier texts are kept of one note. */
const mostBefore = 50

/** The note with another text; how it read stays. */
export const rewritten = (note: NoteRecord, { text, by, at }: { text: string; by: string; at: Date }): NoteRecord => ({
  ...note,
  text,
  editedBy: by,
  before: [{ text: note.text, by, at }, ...(note.before ?? [])].slice(0, mostBefore),
  version: note.version + 1,
})

/** So many notes are shown of one candidate. */
const most = 500

export const notes = {
  /** @throws {AppError} `not-found` */
  get: async (scope: Scope, candidateId: string, id: string): Promise<NoteRecord> => {
    const note = await rows(scope).findOne({ _id: id, candidateId }, within(scope))
    if (!note) throw new AppError('not-found', 'There is no such note.')
    return note
  },
  /** The newest first. */
  of: (scope: Scope, candidateIds: readonly string[]): Promise<NoteRecord[]> =>
    rows(scope)
      .find({ candidateId: { $in: [...candidateIds] } }, within(scope))
      .sort({ _id: -1 })
      .limit(most)
      .toArray(),
  insert: async (tx: Tx, note: NoteRecord): Promise<void> => {
    await rows(tx).insertOne(note, { session: tx.session })
  },
  replace: async (tx: Tx, note: NoteRecord): Promise<void> => {
    await rows(tx).replaceOne({ _id: note._id }, note, { session: tx.session })
  },
  remove: async (tx: Tx, id: string): Promise<void> => {
    await rows(tx).deleteOne({ _id: id }, { session: tx.session })
  },
}
