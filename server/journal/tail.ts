import type { Db } from 'mongodb'
import type { Log } from '../log.ts'
import type { Bus } from './bus.memory.ts'
import { type Entry, journalRows, type Stream } from './entry.ts'

/** How often the store is asked for what other processes wrote, in milliseconds; a push through it takes ≤ 2 s. */
const interval = 800
const mostPerRound = 1000
/** Streams per query: each is one branch of an `$or`, answered from the index. */
const branches = 100

/**
 * Finds what other processes wrote to the streams followed here and hands it to the local bus: one batched query a
 * round. This keeps nodes together without Redis, and while it is down.
 */
export function tailJournal({ db, bus, log }: { db: Db; bus: Bus; log: Log }, heads: Heads): { close(): void } {
  let closed = false
  let timer = setTimeout(round, interval)

  async function round(): Promise<void> {
    try {
      const streams = [...bus.followed()]
      for (let i = 0; i < streams.length; i += branches) await look(streams.slice(i, i + branches))
    } catch (error) {
      log.warn({ err: error }, 'cannot look for entries of other processes; trying again')
    }
    if (!closed) timer = setTimeout(round, interval)
  }

  async function look(streams: readonly Stream[]): Promise<void> {
    const known = streams.flatMap((stream) => {
      const seq = heads.get(stream)
      return seq === undefined ? [] : [{ stream, seq: { $gt: seq } }]
    })
    if (known.length === 0) return
    const entries = await journalRows({ db })
      .find({ $or: known }, { projection: { _id: 0 } })
      .sort({ stream: 1, seq: 1 })
      .limit(mostPerRound)
      .toArray()
    for (const [stream, found] of byStream(entries)) bus.publish(stream, found)
  }

  return {
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}

/** How far each followed stream was handed over in this process. */
export interface Heads {
  get(stream: Stream): number | undefined
}

function byStream(entries: readonly Entry[]): Map<Stream, Entry[]> {
  const streams = new Map<Stream, Entry[]>()
  for (const entry of entries) {
    const found = streams.get(entry.stream)
    if (found) found.push(entry)
    else streams.set(entry.stream, [entry])
  }
  return streams
}
