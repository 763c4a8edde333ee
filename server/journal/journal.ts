import type { Db, MongoClient } from 'mongodb'
import type { Log } from '../log.ts'
import type { Cause } from '../request-id.ts'
import type { OutboxRow } from '../store/outbox.ts'
import type { Scope } from '../store/scope.ts'
import { type Appended, createAppend, type KeyedEntry } from './append.ts'
import type { Bus } from './bus.memory.ts'
import { type Command, type CommitOptions, createCommit } from './commit.ts'
import { type Contents, createContents } from './content.ts'
import type { Entry, Stream } from './entry.ts'
import { type Following, follow, type News, newsOf, type OnEntries } from './follow.ts'
import { StreamQueues } from './queue.ts'
import { readEntries, readEntriesBefore, readHead } from './read.ts'
import { tailJournal } from './tail.ts'

/** The one log under everything: see `ARCHITECTURE.md`. Who commits says for what: `for`. */
export interface SharedJournal {
  /**
   * One entry, without a transaction. The same key is stored once, for ever.
   * @throws {AppError} `idempotency-conflict` when the key stands for another content; `store-unavailable` when there
   *   is no outcome within five seconds: the same key finds out
   */
  append(stream: Stream, entry: KeyedEntry): Promise<Appended>
  /** The same journal to write for a cause: the outbox rows that its commits leave carry the id of the request. */
  for(cause: Cause): Journal
  /** Tells of entries that were written beside the journal, in one stream. */
  announce(stream: Stream, entries: readonly Entry[]): void
  read(stream: Stream, after: number, limit: number): Promise<Entry[]>
  readBefore(stream: Stream, before: number, limit: number): Promise<Entry[]>
  head(stream: Stream): Promise<number>
  /** Live from `after` on, without gap or repeat. */
  follow(stream: Stream, after: number, onEntries: OnEntries): Following
  /** Live from the end on, as it is found. */
  news(stream: Stream): Promise<News>
  close(): void
}

/** The journal as work for one cause sees it. */
export interface Journal extends SharedJournal {
  /** State, entries and outbox rows in one transaction. @throws what the command throws, and `store-unavailable` */
  commit<T>(streams: readonly Stream[], command: Command<T>, options?: CommitOptions): Promise<T>
}

/** Decides, in the transaction that writes them, from which entries something follows. */
export interface Follows {
  /** Types of which anything ever does. */
  readonly types: ReadonlySet<string>
  /**
   * Those of the entries, all of these types and of one stream, from which something does follow as things stand in this
   * transaction. Work for nothing is not queued: for most moves of a card there is nobody to tell.
   */
  wanted(scope: Scope, stream: Stream, entries: readonly Entry[]): Promise<readonly Entry[]>
}

/** What the parts of a journal share. */
export interface JournalParts {
  readonly client: MongoClient
  readonly db: Db
  readonly bus: Bus
  readonly log: Log
  /** Told after a commit that left rows in the outbox. */
  readonly onOutbox: (rows: readonly OutboxRow[]) => void
  /** From which entries something follows: the workers are told of them in the same transaction. */
  readonly follows?: Follows | undefined
  /** `CLEARVIEW_SECRET`; left out: a key made once and kept in the store. */
  readonly secret?: string | undefined
}

export interface WriterParts extends JournalParts {
  readonly queues: StreamQueues
  readonly contents: Contents
}

export function createJournal(given: JournalParts): SharedJournal {
  const { db, secret } = given
  const [queues, contents, followings] = [new StreamQueues(), createContents(db, secret), new Set<Following>()]
  const parts = { ...given, queues, contents, followings }
  const tail = tailJournal(parts)
  const commit = createCommit(parts)
  const shared: SharedJournal = {
    append: createAppend(parts),
    for: (cause) => ({
      ...shared,
      commit: (streams, command, options) => commit(cause, streams, command, options),
    }),
    announce: parts.bus.publish,
    read: (stream, after, limit) => readEntries(db, stream, after, limit),
    readBefore: (stream, before, limit) => readEntriesBefore(db, stream, before, limit),
    head: (stream) => readHead(db, stream),
    follow: (stream, after, onEntries) => follow(parts, stream, after, onEntries),
    news: (stream) => newsOf(parts, stream),
    close: () => {
      tail.close()
      for (const following of followings) following.close()
    },
  }
  return shared
}
