import type { AnyBulkWriteOperation, ClientSession, Collection, Document } from 'mongodb'
import type { JobName, JobPayload } from '#protocol/jobs'
import type { Scope } from '../store/scope.ts'
import type { EntryActor, Stream } from './entry.ts'

/** What a writing use case works in: one transaction over state, journal entries and outbox rows. */
export interface Tx extends Scope {
  readonly session: ClientSession
  /** Whose feed the command writes to; null: nobody's, or those of several. */
  readonly employerId: string | null
  /** Adds an entry to a stream named to `commit`; answers its number. */
  append(stream: Stream, entry: NewEntry): number
  /**
   * Takes the body out of a stored entry, for ever. Number, key, type, actor and time stay, so the stream has no hole,
   * and the key is still answered; what was said is known by an HMAC alone.
   * @param left what stays of `data`, such as the place of a message in its thread; left out: nothing
   */
  blank(stream: Stream, seq: number, left?: Document): Promise<void>
  /**
   * Puts a write beside the entries: all of a command go to the store together, in this order. Whoever asks these rows
   * sooner has them stored first; so what nothing later in the command reads is best written like this.
   */
  write<T extends Document>(rows: Collection<T>, ...operations: readonly AnyBulkWriteOperation<T>[]): void
  /**
   * Work for the workers, put beside the state; it starts after the commit, or at `dueAt`. `employerId`: whose
   * administrators see it should it fail for good; left out: of the feed that the command writes to.
   */
  outbox<Name extends JobName>(
    job: Name,
    payload: JobPayload<Name>,
    options?: { dueAt?: Date; employerId?: string | null },
  ): void
  /**
   * Answers no sooner than so many milliseconds after the commit: for as long as other processes may still go by what
   * it ended.
   */
  holdAnswer(milliseconds: number): void
  /** For how long the answer is held, as far as was asked for yet. */
  readonly heldFor: number
}

export interface NewEntry {
  readonly type: string
  readonly data: Document
  readonly actor: EntryActor
  /** By which the entry is recognised for ever; the command looks it up first. Left out: the command's own. */
  readonly key?: string
  /** Left out: the time of the transaction. */
  readonly at?: Date
}
