import * as Y from 'yjs'
import { closeCodes } from '#protocol/coedit'
import { Awareness, introducedIn } from './awareness.ts'
import type { Connection } from './connection.ts'
import { awarenessFrame, readFrame, savedFrame, stateFrame, stateVectorFrame, updateFrame } from './frames.ts'
import type { Found } from './kinds.ts'
import type { Loaded } from './load.ts'
import { type Change, Replica, type ReplicaParts } from './replica.ts'
import { Unsaid } from './unsaid.ts'
import { encodeState, inspectUpdate } from './updates.ts'

/** Where an update comes from: a page, or this server itself (null). */
type Source = Connection | null

export interface RoomParts extends ReplicaParts {
  /** The largest state of a document, in bytes. */
  readonly largest: number
  /** Somebody wrote, here or elsewhere, and it is durable. */
  readonly onEdited: (room: Room) => void
  readonly onFailed: (room: Room) => void
  readonly onRelayed: (count: number) => void
  /** Null: there is no such person. */
  readonly nameOf: (userId: string) => Promise<string | null>
}

/** A document that is open here, and everybody who has it open. */
export class Room {
  readonly id: string
  readonly found: Found
  readonly replica: Replica<Source>
  readonly connections = new Set<Connection>()
  readonly #parts: RoomParts
  readonly #awareness = new Awareness<Connection>()
  readonly #unsaid = new Unsaid<Connection>()
  /** At most so many bytes; exact when it was looked at last. */
  #size: number

  constructor(parts: RoomParts, id: string, found: Found, loaded: Loaded) {
    this.id = id
    this.found = found
    this.#parts = parts
    this.replica = new Replica<Source>(parts, id, loaded, {
      stored: (update, changes, isTheirsAlone) => this.#stored(update, changes, isTheirsAlone),
      heard: (update) => {
        this.#relay(update, null)
        this.#parts.onEdited(this)
      },
      refused: (source) => source?.close(closeCodes.malformed, 'The update cannot be applied'),
      failed: (error) => this.#failed(error),
    })
    this.#size = loaded.size
  }

  get doc(): Y.Doc {
    return this.replica.doc
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    if (connection.access === 'write') this.#askFirst(connection)
    const states = this.#awareness.all()
    if (states) connection.send(awarenessFrame(states))
  }

  /** The answer to what the page asks first is on its way before the document is made, if that takes nothing but what is stored. */
  #askFirst(connection: Connection): void {
    if (!this.replica.asStored) return this.askFor(connection)
    setImmediate(() => {
      if (!connection.isOver && this.replica.make()) this.askFor(connection)
    })
  }

  /** Asks a page for what it has and this copy lacks. */
  askFor(connection: Connection): void {
    connection.send(stateVectorFrame(Y.encodeStateVector(this.doc)))
  }

  leave(connection: Connection): void {
    this.connections.delete(connection)
    this.#unsaid.forget(connection)
    const gone = this.#awareness.remove(connection)
    if (gone) this.#tell(gone, null)
  }

  /** Takes a frame of a page. What cannot be read ends that connection alone. */
  receive(connection: Connection, data: Uint8Array): void {
    try {
      this.#take(connection, data)
    } catch (error) {
      connection.close(closeCodes.malformed, `Malformed: ${String((error as Error).message).slice(0, 80)}`)
    }
  }

  #take(connection: Connection, data: Uint8Array): void {
    const frame = readFrame(data)
    switch (frame.type) {
      case 'state-vector':
        return this.#answer(connection, frame.vector)
      case 'update':
        return this.#change(connection, frame.update)
      case 'awareness':
        return this.#introduce(connection, frame.update)
      case 'query-awareness': {
        const states = this.#awareness.all()
        if (states) connection.send(awarenessFrame(states))
      }
    }
  }

  /** Who calls themselves otherwise than is known here was renamed, or is somebody else: then it is looked up first. */
  #introduce(connection: Connection, update: Uint8Array): void {
    const name = introducedIn(update)
    if (name === null || name === connection.name) return this.#show(connection, update)
    this.#parts.nameOf(connection.userId).then(
      (known) => {
        connection.name = known ?? ''
        if (!connection.isOver) this.#show(connection, update)
      },
      (error: unknown) => {
        this.#parts.log.warn({ err: error, documentId: this.id }, 'cannot read the name of who has a document open')
        connection.close(closeCodes.storeStalled, 'Your name cannot be read now')
      },
    )
  }

  #show(connection: Connection, update: Uint8Array): void {
    const news = this.#awareness.receive(connection, update)
    if (news) this.#tell(news, connection)
  }

  /** @throws when the vector cannot be read */
  #answer(connection: Connection, vector: Uint8Array): void {
    const hasNothing = Y.decodeStateVector(vector).size === 0
    const { asStored } = this.replica
    if (asStored && hasNothing) return connection.send(stateFrame(asStored))
    this.replica.whenDurable(() => connection.send(stateFrame(encodeState(this.doc, vector))))
  }

  #change(connection: Connection, update: Uint8Array): void {
    connection.received++
    const { isEmpty, bringsTypes } = inspectUpdate(update)
    // Stock clients of people who may only read send what they have, too: it counts as handled, and nothing is done.
    if (isEmpty || connection.access !== 'write') return this.#skip(connection)
    if (!this.#hasRoomFor(update.byteLength)) {
      return connection.close(closeCodes.tooLarge, `A document has at most ${this.#parts.largest} bytes`)
    }
    this.replica.push({ update, by: connection.userId, source: connection, bringsTypes })
  }

  #hasRoomFor(bytes: number): boolean {
    this.#size += bytes
    if (this.#size <= this.#parts.largest) return true
    // With what waits for its predecessors: that takes memory, too.
    this.#size = Y.encodeStateAsUpdate(this.doc).byteLength + bytes
    if (this.#size <= this.#parts.largest) return true
    this.#size -= bytes
    return false
  }

  #skip(connection: Connection): void {
    this.replica.whenSettled(() => this.#saved(connection, 1))
  }

  #stored(update: Uint8Array | null, changes: readonly Change<Source>[], isTheirsAlone: boolean): void {
    const sources = new Set(changes.map(({ source }) => source))
    const [only] = sources.size === 1 && isTheirsAlone ? sources : [null]
    if (update) this.#relay(update, only ?? null)
    for (const { source, update } of changes) if (source) this.#unsaid.note(source, update)
    for (const [connection, count] of this.#unsaid.take(this.doc)) this.#saved(connection, count)
    for (const connection of sources) {
      // What it builds on did not reach us: its page has it. Until then it is not durable.
      if (connection && this.#unsaid.has(connection)) this.askFor(connection)
    }
    if (update) this.#parts.onEdited(this)
  }

  #saved(connection: Connection, count: number): void {
    connection.saved += count
    if (connection.wantsSaved) connection.send(savedFrame(connection.saved))
  }

  #relay(update: Uint8Array, except: Connection | null): void {
    const frame = updateFrame(update)
    for (const connection of this.connections) {
      if (connection === except) continue
      connection.relay(this.doc, update, frame, this.#catchUp)
    }
    this.#parts.onRelayed(this.connections.size)
  }

  readonly #catchUp = (connection: Connection, vector: Uint8Array): void =>
    this.replica.whenDurable(() => connection.send(updateFrame(encodeState(this.doc, vector))))

  #tell(states: Uint8Array, except: Connection | null): void {
    const frame = awarenessFrame(states)
    for (const connection of this.connections) if (connection !== except) connection.sendVolatile(frame)
  }

  #failed(error: unknown): void {
    this.#parts.log.warn({ err: error, documentId: this.id }, 'a document cannot be kept; its pages come back')
    for (const connection of this.connections) {
      connection.close(closeCodes.storeStalled, 'The store did not answer in time')
    }
    this.#parts.onFailed(this)
  }
}
