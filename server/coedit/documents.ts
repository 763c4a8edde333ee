import type { Log } from '../log.ts'
import { compact } from './compact.ts'
import type { Found, Kinds } from './kinds.ts'
import { load } from './load.ts'
import { Pause } from './pause.ts'
import { Room, type RoomParts } from './room.ts'

/** How long a document stays open here after the last page closed it, in milliseconds. */
const idleTime = 10_000
/** A document that nobody has open any more gets its snapshot earlier: after this part of the entries. */
const idleShare = 0.2
/** Nobody wrote for so long, in milliseconds: a moment to keep the document as a version. */
const pauseTime = 10 * 60_000
/** Derived state follows edits after so long, and no later than that, in milliseconds. */
const settling = { after: 1000, atMost: 5000 } as const

export interface DocumentsParts extends Omit<RoomParts, 'onEdited' | 'onFailed'> {
  readonly kinds: Kinds
  readonly log: Log
  /** Entries behind a snapshot after which a new one is made. */
  readonly mostEntries: number
  readonly onCount: (count: number) => void
  /** Told when nobody has written for a while, or nobody has it open any more, after somebody wrote here. */
  readonly onPause: (room: Room) => Promise<void>
}

interface Slot {
  room: Promise<Room>
  holds: number
  idle?: NodeJS.Timeout | undefined
  isCompacting?: boolean
  /** Touched by every edit: what follows from it, and the moment to keep a version. */
  readonly changed: Pause
  pause?: Pause
}

/** The documents that are open in this process: loaded once, held while used, given back after. */
export class Documents {
  readonly #parts: DocumentsParts
  readonly #slots = new Map<string, Slot>()
  readonly #endings = new Set<Promise<void>>()

  constructor(parts: DocumentsParts) {
    this.#parts = parts
  }

  /** Keeps a document open until `release`. @throws what loading throws */
  async hold(id: string, found: Found): Promise<Room> {
    const slot = this.#slots.get(id) ?? this.#open(id, found)
    slot.holds++
    clearTimeout(slot.idle)
    slot.idle = undefined
    try {
      return await slot.room
    } catch (error) {
      this.#drop(id, slot)
      throw error
    }
  }

  release(room: Room): void {
    const slot = this.#slots.get(room.id)
    // One that failed may have a successor already, which is held by others.
    if (!slot || room.replica.isDead) return
    slot.holds--
    if (slot.holds > 0) return
    clearTimeout(slot.idle)
    slot.idle = setTimeout(() => this.#unload(room, slot), idleTime)
  }

  /** Those that are loaded. */
  async open(): Promise<Room[]> {
    const rooms = await Promise.allSettled([...this.#slots.values()].map(({ room }) => room))
    return rooms.flatMap((room) => (room.status === 'fulfilled' ? [room.value] : []))
  }

  /** Waits until everything is durable, and lets go of all. */
  async close(): Promise<void> {
    for (const room of await this.open()) {
      const slot = this.#slots.get(room.id)
      if (slot) this.#unload(room, slot)
    }
    await Promise.all(this.#endings)
  }

  #open(id: string, found: Found): Slot {
    const room = load(this.#parts, id).then((loaded) => {
      const { entries } = loaded
      const made = new Room({ ...this.#parts, onEdited: this.#onEdited, onFailed: this.#onFailed }, id, found, loaded)
      if (entries > this.#parts.mostEntries) this.#compact(made, slot)
      return made
    })
    const slot: Slot = {
      room,
      holds: 0,
      changed: new Pause(settling, () => this.#track(this.#parts.kinds.changed(id), `what follows from ${id} failed`)),
    }
    this.#slots.set(id, slot)
    this.#parts.onCount(this.#slots.size)
    return slot
  }

  #drop(id: string, slot: Slot): void {
    if (this.#slots.get(id) === slot) this.#slots.delete(id)
    clearTimeout(slot.idle)
    slot.changed.stop()
    slot.pause?.stop()
    this.#parts.onCount(this.#slots.size)
  }

  readonly #onFailed = (room: Room): void => {
    const slot = this.#slots.get(room.id)
    if (slot) this.#drop(room.id, slot)
  }

  readonly #onEdited = (room: Room): void => {
    const slot = this.#slots.get(room.id)
    if (!slot) return
    if (room.replica.entries > this.#parts.mostEntries) this.#compact(room, slot)
    slot.pause ??= new Pause({ after: pauseTime }, () => this.#keep(room))
    slot.pause.touch()
    slot.changed.touch()
  }

  #keep(room: Room): void {
    this.#track(this.#parts.onPause(room), 'a document could not be kept as a version')
  }

  #compact(room: Room, slot: Slot): void {
    if (slot.isCompacting) return
    slot.isCompacting = true
    const done = compact(this.#parts, room.replica).finally(() => {
      slot.isCompacting = false
    })
    this.#track(done, 'a snapshot could not be made')
  }

  #unload(room: Room, slot: Slot): void {
    room.replica.whenSettled(() => {
      if (slot.holds > 0 || room.replica.isDead) return
      slot.changed.hurry()
      slot.pause?.hurry()
      this.#drop(room.id, slot)
      this.#track(end(this.#parts, room), 'a document could not be closed properly')
    })
  }

  #track(work: Promise<unknown>, failure: string): void {
    const ending = work
      .then(() => undefined)
      .catch((error: unknown) => this.#parts.log.warn({ err: error }, failure))
      .finally(() => this.#endings.delete(ending))
    this.#endings.add(ending)
  }
}

/** Nobody reaches it any more: a page that comes now loads a copy of its own. */
async function end(parts: DocumentsParts, room: Room): Promise<void> {
  try {
    await room.replica.closeLane()
    if (room.replica.entries > parts.mostEntries * idleShare) await compact(parts, room.replica)
  } finally {
    room.replica.close()
  }
}
