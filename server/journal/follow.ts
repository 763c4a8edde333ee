import type { Db } from 'mongodb'
import type { Log } from '../log.ts'
import type { Bus } from './bus.memory.ts'
import type { Entry, Stream } from './entry.ts'
import { readEntries } from './read.ts'

export interface Following {
  /** Number of the last entry handed over. */
  readonly position: number
  close(): void
}

/** Receives entries in order, without gap or repeat; the next batch waits until the promise is done. */
export type OnEntries = (entries: readonly Entry[]) => void | Promise<void>

const pageSize = 500

/**
 * Follows a stream from `after` on, live. What the bus brings is buffered and handed over while it is contiguous;
 * where it is not, the store fills the gap. A store that does not answer is asked again.
 */
export function follow(
  { db, bus, log }: { db: Db; bus: Bus; log: Log },
  stream: Stream,
  after: number,
  onEntries: OnEntries,
): Following {
  let position = after
  let buffer: Entry[] = []
  let closed = false
  let running = false
  // True while the store may hold more than the bus brought: at the start and after a gap.
  let behind = true

  const unsubscribe = bus.subscribe(stream, (entries) => {
    buffer.push(...entries)
    void run()
  })

  async function run(): Promise<void> {
    if (running) return
    running = true
    try {
      while (!closed && (behind || buffer.length > 0)) await step()
    } finally {
      running = false
    }
  }

  async function step(): Promise<void> {
    const next = takeContiguous() ?? (await readOn())
    if (next.length === 0 || closed) return
    try {
      await onEntries(next)
    } catch (error) {
      log.error({ err: error, stream }, 'a follower failed on an entry; it goes on with the next')
    }
    position = next.at(-1)?.seq ?? position
  }

  /** The buffered entries that continue from here; null: there is a gap before them, or the start is not read yet. */
  function takeContiguous(): Entry[] | null {
    if (behind) return null
    const fresh = buffer.filter((entry) => entry.seq > position)
    buffer = []
    const run = fresh.filter((entry, i) => entry.seq === position + 1 + i)
    if (run.length < fresh.length) behind = true
    return run.length === 0 && behind ? null : run
  }

  async function readOn(): Promise<readonly Entry[]> {
    try {
      const entries = await readEntries(db, stream, position, pageSize)
      behind = entries.length === pageSize
      return entries
    } catch (error) {
      log.warn({ err: error, stream }, 'cannot read the journal; trying again')
      await new Promise((resolve) => setTimeout(resolve, 250))
      return []
    }
  }

  void run()
  return {
    get position() {
      return position
    },
    close: () => {
      closed = true
      unsubscribe()
    },
  }
}
