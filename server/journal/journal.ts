import type { Db, MongoClient } from 'mongodb'
import type { Log } from '../log.ts'
import type { OutboxRow } from '../store/outbox.ts'
import { type Appended, Appender, type KeyedEntry } from './append.ts'
import type { Bus } from './bus.memory.ts'
import { type Command, type CommitOptions, Committer } from './commit.ts'
import type { Entry, Stream } from './entry.ts'
import { type Following, follow, type OnEntries } from './follow.ts'
import { StreamQueues } from './queue.ts'
import { readEntries, readEntriesBefore, readHead } from './read.ts'
import { tailJournal } from './tail.ts'

/** The one log under everything: see `ARCHITECTURE.md`. */
export interface Journal {
  /** One entry, without a transaction; the same key is stored once, for ever. */
  append(stream: Stream, entry: KeyedEntry): Promise<Appended>
  /** State, entries and outbox rows in one transaction. */
  commit<T>(streams: readonly Stream[], command: Command<T>, options?: CommitOptions): Promise<T>
  read(stream: Stream, after: number, limit: number): Promise<Entry[]>
  readBefore(stream: Stream, before: number, limit: number): Promise<Entry[]>
  head(stream: Stream): Promise<number>
  /** Live from `after` on, without gap or repeat. */
  follow(stream: Stream, after: number, onEntries: OnEntries): Following
  close(): void
}

export function createJournal(parts: {
  client: MongoClient
  db: Db
  bus: Bus
  log: Log
  onOutbox: (rows: readonly OutboxRow[]) => void
}): Journal {
  const { db, bus } = parts
  const queues = new StreamQueues()
  const appender = new Appender(db, bus, queues)
  const committer = new Committer({ ...parts, queues })
  const followings = new Map<Stream, Set<Following>>()
  const tail = tailJournal(parts, {
    // The slowest follower decides: what the others have seen already, they drop.
    get: (stream) => {
      const here = followings.get(stream)
      return here && here.size > 0 ? Math.min(...[...here].map((following) => following.position)) : undefined
    },
  })

  return {
    append: (stream, entry) => appender.append(stream, entry),
    commit: (streams, command, options) => committer.commit(streams, command, options),
    read: (stream, after, limit) => readEntries(db, stream, after, limit),
    readBefore: (stream, before, limit) => readEntriesBefore(db, stream, before, limit),
    head: (stream) => readHead(db, stream),
    follow: (stream, after, onEntries) => {
      const following = follow(parts, stream, after, onEntries)
      const here = followings.get(stream) ?? new Set()
      followings.set(stream, here.add(following))
      return {
        get position() {
          return following.position
        },
        close: () => {
          following.close()
          here.delete(following)
          if (here.size === 0) followings.delete(stream)
        },
      }
    },
    close: () => {
      tail.close()
      for (const here of followings.values()) for (const following of here) following.close()
    },
  }
}
