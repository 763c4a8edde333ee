import { journalRows } from './entry.ts'
import type { Following, FollowParts } from './follow.ts'
import { asEntry } from './read.ts'

/** How often the store is asked for what other processes wrote, in milliseconds; a push through it takes ≤ 2 s. */
const interval = 800
const mostPerLook = 1000
/** Followings per query: each is one branch of an `$or`, answered from the index. */
const branches = 100

/**
 * Finds what other processes wrote to the streams followed here and hands it to the local bus: one batched query a
 * round. This keeps nodes together without Redis, and while it is down.
 */
export function tailJournal({ db, bus, log, followings }: FollowParts): { close(): void } {
  let closed = false
  let timer = setTimeout(round, interval)

  async function round(): Promise<void> {
    try {
      const all = [...followings]
      for (let i = 0; i < all.length; i += branches) {
        // A full answer may have more behind it: of its last stream, or of those after it.
        while (!closed && (await look(all.slice(i, i + branches))) === mostPerLook);
      }
    } catch (error) {
      log.warn({ err: error }, 'cannot look for entries of other processes; trying again')
    }
    if (!closed) timer = setTimeout(round, interval)
  }

  /** How many entries were found and handed to the bus. */
  async function look(some: readonly Following[]): Promise<number> {
    const news = some.flatMap(({ stream, heard }) => (heard === null ? [] : [{ stream, seq: { $gt: heard } }]))
    if (news.length === 0) return 0
    const found = journalRows({ db }).find({ $or: news }, { batchSize: mostPerLook })
    const entries = (await found.sort({ stream: 1, seq: 1 }).limit(mostPerLook).toArray()).map(asEntry)
    for (const stream of new Set(entries.map((entry) => entry.stream))) {
      const own = entries.filter((entry) => entry.stream === stream)
      bus.publishHere(stream, own)
    }
    return entries.length
  }

  return {
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
