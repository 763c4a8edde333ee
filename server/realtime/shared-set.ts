import type { Log } from '../log.ts'
import { newId } from '../store/ids.ts'
import type { RedisLink } from '../store/redis.ts'
import type { CollectionPlan, Scope } from '../store/scope.ts'

/** What one node has, in one small row. Volatile: what is lost comes back with the next beat. */
interface NodeRow {
  /** The node, new with each start of its process. */
  _id: string
  keys: string[]
  /** Rises with each writing, so that others see that the node lives, whatever its clock says. */
  beat: number
  at: Date
}

/** The rows of a set; they go by themselves when their node is gone. */
export const sharedSetPlan = (collection: string): CollectionPlan => ({
  collection,
  indexes: [{ key: { at: 1 }, name: 'at_ttl', expireAfterSeconds: 60 }],
})

/** Pauses between looks at the other nodes, in milliseconds; a change here is written after the shorter one. */
const interval = 1000
const gather = 200
/** A node that has something writes at least so often, and counts as gone when it did not for three times as long. */
const beatInterval = 4000
const lifetime = 3 * beatInterval
/** A row older than this when it is first seen is of a process long gone; clocks of nodes may differ by as much. */
const oldest = 60_000

interface Seen {
  readonly beat: number
  /** When the beat was first seen, on this process' steady clock. */
  readonly since: number
}

export interface SharedSet {
  /** What the other nodes have. */
  elsewhere(): ReadonlySet<string>
  /** Something changed here, or somebody here wants to know of the others. */
  changed(): void
  close(): void
}

/**
 * A set of short keys that every node adds to: each knows its own and tells them to the others through the store, on
 * change and as a heartbeat; a node that falls silent takes its keys with it.
 */
export function shareSet(parts: {
  readonly collection: string
  readonly scope: () => Scope
  readonly log: Log
  /** What this node has now. */
  readonly here: () => ReadonlySet<string>
  /** Whether anybody here wants to know of the others, though this node has nothing itself. */
  readonly isWanted?: () => boolean
  /** Told of each key that came or went elsewhere. */
  readonly onChange: (key: string) => void
  /** By it other nodes look at once when something changed; without it, with their next look. */
  readonly redis?: Pick<RedisLink, 'say' | 'hear'> | null | undefined
}): SharedSet {
  const { scope, log, here, isWanted = () => false, redis } = parts
  const channel = `set:${parts.collection}`
  const node = newId()
  const rows = () => scope().db.collection<NodeRow>(parts.collection)
  const seen = new Map<string, Seen>()
  let elsewhere: ReadonlySet<string> = new Set()
  let [written, writtenAt, beat] = ['', 0, 0]
  let [isClosed, isRunning, isChanged] = [false, false, false]
  let timer: NodeJS.Timeout | undefined

  function plan(milliseconds: number): void {
    clearTimeout(timer)
    if (!isClosed && !isRunning) timer = setTimeout(round, milliseconds)
  }

  async function round(): Promise<void> {
    isRunning = true
    isChanged = false
    try {
      await write()
      await read()
    } catch (error) {
      log.warn({ err: error, set: parts.collection }, 'what other nodes have is not known at the moment; trying again')
    }
    isRunning = false
    // With nothing here there is nothing to tell, and nobody to whom the others matter.
    if (isChanged) plan(gather)
    else if (here().size > 0 || written !== '' || isWanted()) plan(interval)
  }

  async function write(): Promise<void> {
    const keys = [...here()].sort()
    if (keys.join() === written && (written === '' || performance.now() - writtenAt < beatInterval)) return
    await rows().updateOne({ _id: node }, { $set: { keys, beat: ++beat, at: scope().now } }, { upsert: true })
    if (keys.join() !== written) redis?.say(channel, Buffer.alloc(0))
    written = keys.join()
    writtenAt = performance.now()
  }

  async function read(): Promise<void> {
    const now = scope().now.getTime()
    const found = await rows()
      .find({ at: { $gt: new Date(now - 10 * oldest) } })
      .toArray()
    if (isClosed) return
    const there = new Set<string>()
    for (const row of found) if (row._id !== node && isAlive(row, now)) for (const key of row.keys) there.add(key)
    for (const id of seen.keys()) if (!found.some(({ _id }) => _id === id)) seen.delete(id)
    const before = elsewhere
    elsewhere = there
    for (const key of new Set([...before, ...there])) if (before.has(key) !== there.has(key)) parts.onChange(key)
  }

  function isAlive({ _id, beat, at }: NodeRow, now: number): boolean {
    const known = seen.get(_id)
    if (known?.beat === beat) return performance.now() - known.since < lifetime
    const isOld = !known && Math.abs(now - at.getTime()) > oldest
    seen.set(_id, { beat, since: isOld ? Number.NEGATIVE_INFINITY : performance.now() })
    return !isOld
  }

  function changed(): void {
    isChanged = true
    plan(gather)
  }

  const unhear = redis?.hear(channel, () => {
    if (here().size > 0 || isWanted()) changed()
  })

  return {
    elsewhere: () => elsewhere,
    changed,
    close: () => {
      isClosed = true
      unhear?.()
      clearTimeout(timer)
    },
  }
}
