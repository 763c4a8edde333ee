import type { Entry, Stream } from './entry.ts'
import type { JournalParts } from './journal.ts'
import type { StreamQueues } from './queue.ts'
import { readEntries, readHead } from './read.ts'

export interface Following {
  readonly stream: Stream
  /** Number of the last entry it heard of; null while it finds out by itself. */
  readonly heard: number | null
  close(): void
}

/** A stream from its end on: what comes after `head` is kept until it is followed, or closed. */
export interface News {
  readonly head: number
  follow(onEntries: OnEntries): Following
  close(): void
}

/** Receives entries in order, without gap or repeat; the next batch waits until the promise is done. */
export type OnEntries = (entries: readonly Entry[]) => void | Promise<void>

export interface FollowParts extends JournalParts {
  /** Those that are not closed. */
  readonly followings: Set<Following>
  /** Told how far streams are followed, for those who write to them. */
  readonly queues: Pick<StreamQueues, 'learn'>
}

const pageSize = 500
/** More than this is not kept for a slow follower: it finds the rest in the store. */
const largestBuffer = 2000

/**
 * Follows a stream from `after` on, live. What the bus brings is buffered and handed over while it is contiguous;
 * where it is not, the store fills the gap. A store that does not answer is asked again.
 */
export function follow(parts: FollowParts, stream: Stream, after: number, onEntries: OnEntries): Following {
  return start(parts, stream, { after, heard: null }, onEntries)
}

/** Finds the end of a stream. @throws when the store does not answer */
export async function newsOf(parts: FollowParts, stream: Stream): Promise<News> {
  const heard: Entry[] = []
  // Before reading: what is written after that comes this way, or is found by the tail.
  const close = parts.bus.subscribe(stream, (entries) => void heard.push(...entries))
  try {
    const head = await readHead(parts.db, stream)
    return {
      ...{ head, close },
      follow: (onEntries) => {
        const following = start(parts, stream, { after: head, heard }, onEntries)
        close()
        return following
      },
    }
  } catch (error) {
    close()
    throw error
  }
}

/** @param from `heard`: what the bus has brought since before `after` was read; null: the store is asked first */
function start(
  parts: FollowParts,
  stream: Stream,
  from: { readonly after: number; readonly heard: readonly Entry[] | null },
  onEntries: OnEntries,
): Following {
  const { db, bus, log, followings, queues } = parts
  let position = from.after
  let buffer: Entry[] = [...(from.heard ?? [])]
  let closed = false
  let running = false
  // True while the store may hold more than the bus brought: at the start and after a gap.
  let behind = from.heard === null

  const unsubscribe = bus.subscribe(stream, (entries) => {
    buffer.push(...entries)
    if (buffer.length > largestBuffer) {
      buffer = []
      behind = true
    }
    void run()
  })

  async function run(): Promise<void> {
    if (running) return
    running = true
    while (!closed && (behind || buffer.length > 0)) await step()
    running = false
  }

  async function step(): Promise<void> {
    const next = takeContiguous() ?? (await readOn())
    const last = next.at(-1)
    if (!last || closed) return
    position = last.seq
    queues.learn(stream, position)
    try {
      await onEntries(next)
    } catch (error) {
      log.error({ err: error, stream }, 'a follower failed on an entry; it goes on with the next')
    }
  }

  /** The buffered entries that continue from here; null: there is a gap before them, or the start is not read yet. */
  function takeContiguous(): Entry[] | null {
    if (behind) return null
    const fresh = buffer.filter((entry) => entry.seq > position)
    buffer = []
    const next = fresh.filter((entry, i) => entry.seq === position + 1 + i)
    if (next.length < fresh.length) behind = true
    return next.length === 0 && behind ? null : next
  }

  async function readOn(): Promise<readonly Entry[]> {
    try {
      // Before reading: what is dropped from the buffer from here on is newer than the answer.
      behind = false
      const entries = await readEntries(db, stream, position, pageSize)
      if (entries.length === pageSize) behind = true
      return entries
    } catch (error) {
      behind = true
      log.warn({ err: error, stream }, 'cannot read the journal; trying again')
      await new Promise((resolve) => setTimeout(resolve, 250))
      return []
    }
  }

  const following: Following = {
    stream,
    get heard() {
      return behind || closed ? null : Math.max(position, buffer.at(-1)?.seq ?? 0)
    },
    close: () => {
      closed = true
      unsubscribe()
      followings.delete(following)
    },
  }
  followings.add(following)
  void run()
  return following
}
