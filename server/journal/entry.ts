import type { Document } from 'mongodb'
import type { CollectionPlan, Scope } from '../store/scope.ts'

/** Name of an ordered stream: `feed:<employer>`, `chat:<conversation>`, a document's lane, or `notices:<employer>`. */
export type Stream = `feed:${string}` | `chat:${string}` | `doc:${string}` | `notices:${string}`

/** The stream of everything that happens at an employer. */
export const feedOf = (employerId: string): Stream => `feed:${employerId}`

export interface EntryActor {
  readonly kind: 'user' | 'candidate' | 'system'
  readonly id: string | null
}

/**
 * One entry of the journal. `seq` is 1, 2, 3 … per stream, without holes. `key` is made before the first attempt to
 * write, so that a write which succeeded unseen is found again and never doubled.
 */
export interface Entry {
  readonly stream: Stream
  readonly seq: number
  readonly key: string
  readonly type: string
  /** Ids, states, versions and times; never identity, contact or free text about a person. */
  readonly data: Document
  readonly actor: EntryActor
  readonly at: Date
  /** Set when the body was taken out: an HMAC of what was said, by which its key's duplicates are known. */
  readonly blanked?: string
}

export const journalRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<Entry>('journal')

export const journalPlan: CollectionPlan = {
  collection: 'journal',
  indexes: [
    { key: { stream: 1, seq: 1 }, name: 'stream_seq', unique: true },
    { key: { stream: 1, key: 1 }, name: 'stream_key', unique: true },
  ],
}
