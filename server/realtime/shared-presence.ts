import type { Log } from '../log.ts'
import { newId } from '../store/ids.ts'
import type { CollectionPlan, Scope } from '../store/scope.ts'
import { createPresence, type Presence } from './presence.ts'

/** Whom one node has, in one small row. Volatile: who is lost comes back with the next beat. */
interface PresenceRow {
  /** The node, new with each start of its process. */
  _id: string
  userIds: string[]
  /** Rises with each writing, so that others see that the node lives, whatever its clock says. */
  beat: number
  at: Date
}

export const presencePlan: CollectionPlan = {
  collection: 'presence',
  indexes: [{ key: { at: 1 }, name: 'at_ttl', expireAfterSeconds: 60 }],
}

/** Pauses between looks at the other nodes, in milliseconds; a change here is written after the shorter one. */
const interval = 1000
const gather = 200
/** A node that has somebody writes at least so often, and counts as gone when it did not for three times as long. */
const beatInterval = 4000
const lifetime = 3 * beatInterval
/** A row older than this when it is first seen is of a process long gone; clocks of nodes may differ by as much. */
const oldest = 60_000

interface Seen {
  readonly beat: number
  /** When the beat was first seen, on this process' steady clock. */
  readonly since: number
}

/**
 * Who has a page open on any node. Each node knows its own sockets and tells them to the others through the store, on
 * change and as a heartbeat; a node that falls silent takes its people with it after the time a reload may take.
 * @param onChange told when somebody came or went
 */
export function sharePresence(
  { scope, log }: { readonly scope: () => Scope; readonly log: Log },
  onChange: (userId: string) => void,
): Presence {
  const node = newId()
  const rows = () => scope().db.collection<PresenceRow>('presence')
  const seen = new Map<string, Seen>()
  let elsewhere: ReadonlySet<string> = new Set()
  let [written, writtenAt, beat] = ['', 0, 0]
  let [isClosed, isRunning, isChanged] = [false, false, false]
  let timer: NodeJS.Timeout | undefined

  const local = createPresence((userId) => {
    if (!elsewhere.has(userId)) onChange(userId)
    isChanged = true
    plan(gather)
  })

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
      log.warn({ err: error }, 'who is present on other nodes is not known at the moment; trying again')
    }
    isRunning = false
    // With nobody here there is nothing to tell, and nobody to whom the others matter.
    if (isChanged) plan(gather)
    else if (local.present().size > 0 || written !== '') plan(interval)
  }

  async function write(): Promise<void> {
    const userIds = [...local.present()].sort()
    if (userIds.join() === written && (written === '' || performance.now() - writtenAt < beatInterval)) return
    await rows().updateOne({ _id: node }, { $set: { userIds, beat: ++beat, at: scope().now } }, { upsert: true })
    written = userIds.join()
    writtenAt = performance.now()
  }

  async function read(): Promise<void> {
    const now = scope().now.getTime()
    const found = await rows()
      .find({ at: { $gt: new Date(now - 10 * oldest) } })
      .toArray()
    if (isClosed) return
    const here = new Set<string>()
    for (const row of found) if (row._id !== node && isAlive(row, now)) for (const id of row.userIds) here.add(id)
    for (const id of seen.keys()) if (!found.some(({ _id }) => _id === id)) seen.delete(id)
    const before = elsewhere
    elsewhere = here
    for (const id of new Set([...before, ...here])) {
      if (before.has(id) !== here.has(id) && !local.present().has(id)) onChange(id)
    }
  }

  function isAlive({ _id, beat, at }: PresenceRow, now: number): boolean {
    const known = seen.get(_id)
    if (known?.beat === beat) return performance.now() - known.since < lifetime
    const isOld = !known && Math.abs(now - at.getTime()) > oldest
    seen.set(_id, { beat, since: isOld ? Number.NEGATIVE_INFINITY : performance.now() })
    return !isOld
  }

  return {
    opened: local.opened,
    closed: local.closed,
    present: () => new Set([...local.present(), ...elsewhere]),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      local.close()
    },
  }
}
