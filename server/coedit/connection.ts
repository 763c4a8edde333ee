import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import * as Y from 'yjs'
import type { DocumentAccess } from '#protocol/coedit'
import type { Member } from '../http/actor.ts'
import { heartbeatFrame } from './frames.ts'

/** More than this in a socket's buffer, in bytes: it cannot follow, and gets one difference later. */
const mostBuffered = 1024 * 1024
/** How often it is looked whether it can follow again, in milliseconds. */
const lookAgain = 100
/** Pings without an answer after which a client counts as vanished. */
const mostMissed = 2

/** Frames of a connection: so many at once, and so many a second after that. A large frame counts as several. */
export interface Rate {
  readonly burst: number
  readonly perSecond: number
}
const bytesPerToken = 16 * 1024

/** Sends a connection what it lacks beyond a state vector. */
type Difference = (connection: Connection, vector: Uint8Array) => void

interface ConnectionParts {
  readonly socket: WebSocket
  /** What the socket goes over. */
  readonly stream: Duplex
  readonly member: Member
  readonly access: DocumentAccess
  readonly wantsSaved: boolean
  readonly rate: Rate
  /** Told once, when it closes, whoever closes it. */
  readonly onOver: () => void
}

/** Somebody's open page of a document. */
export class Connection {
  readonly socket: WebSocket
  member: Member
  access: DocumentAccess
  /** Of the person; null: not looked up yet. */
  name: string | null = null
  /** The client asked to be told how many of its frames are durable. */
  readonly wantsSaved: boolean
  /** Frames with an update that came in, and those of them that are durable. */
  received = 0
  saved = 0

  readonly #stream: Duplex
  readonly #rate: Rate
  #tokens: number
  #filledAt = performance.now()
  /** What the client has, while it cannot follow: by Yjs client, the number of its first missing change. */
  #behind: Map<number, number> | null = null
  #missedPings = 0
  #hasSent = false
  readonly #onOver: () => void
  #isOver = false

  constructor(parts: ConnectionParts) {
    this.socket = parts.socket
    this.#stream = parts.stream
    this.#onOver = parts.onOver
    this.member = parts.member
    this.access = parts.access
    this.wantsSaved = parts.wantsSaved
    this.#rate = parts.rate
    this.#tokens = parts.rate.burst
    this.socket.on('pong', () => this.isAlive())
    this.socket.on('close', () => this.#end())
  }

  /** True once it is closed or closing: nothing is taken from it any more. */
  get isOver(): boolean {
    return this.#isOver
  }

  get userId(): string {
    return this.member.userId
  }

  /** Something came from the client. */
  isAlive(): void {
    this.#missedPings = 0
  }

  /** Takes whole frames, which are the same for everybody; the library would make a header for each and write both. */
  send(frame: Buffer): void {
    this.#hasSent = true
    if (this.socket.readyState === this.socket.OPEN) this.#stream.write(frame)
  }

  /** Sends what is of this moment alone: who cannot follow does without. */
  sendVolatile(frame: Buffer): void {
    if (this.#behind === null && this.socket.bufferedAmount <= mostBuffered) this.send(frame)
  }

  /**
   * Sends an update unless the client cannot follow. What it missed is sent by `difference` once it can.
   * @param update what the frame carries
   */
  relay(doc: Y.Doc, update: Uint8Array, frame: Buffer, difference: Difference): void {
    if (this.#behind === null && this.socket.bufferedAmount <= mostBuffered) return this.send(frame)
    if (this.#behind === null) {
      this.#behind = Y.decodeStateVector(Y.encodeStateVector(doc))
      this.#wait(difference)
    }
    for (const [client, from] of Y.parseUpdateMeta(update).from) {
      this.#behind.set(client, Math.min(this.#behind.get(client) ?? 0, from))
    }
  }

  /** Holds the client back when it sends too much: nothing is lost, it waits. */
  spend(bytes: number): void {
    this.#tokens = this.#filled() - 1 - bytes / bytesPerToken
    if (this.#tokens >= 0 || this.socket.isPaused) return
    this.socket.pause()
    this.#resumeWhenPaid()
  }

  /** What was read before the pause still comes, and is paid for, too. */
  #resumeWhenPaid(): void {
    this.#tokens = this.#filled()
    if (this.#tokens >= 0 || this.#isOver) return this.socket.resume()
    setTimeout(() => this.#resumeWhenPaid(), (-this.#tokens / this.#rate.perSecond) * 1000)
  }

  /** The tokens as time has filled them up. */
  #filled(): number {
    const now = performance.now()
    const seconds = (now - this.#filledAt) / 1000
    this.#filledAt = now
    return Math.min(this.#rate.burst, this.#tokens + seconds * this.#rate.perSecond)
  }

  /** Asks whether the client is there, and lets it hear that we are. */
  ping(): void {
    if (this.#missedPings >= mostMissed && !this.socket.isPaused) return this.socket.terminate()
    this.#missedPings++
    if (this.socket.readyState !== this.socket.OPEN) return
    this.socket.ping()
    if (!this.#hasSent) this.sendVolatile(heartbeatFrame)
    this.#hasSent = false
  }

  close(code: number, reason: string): void {
    // Paused, it would never see the client's answer to the closing.
    this.socket.resume()
    this.socket.close(code, reason)
    this.#end()
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#onOver()
  }

  #wait(difference: Difference): void {
    const timer = setInterval(() => {
      const { socket } = this
      const isOpen = socket.readyState === socket.OPEN
      if (isOpen && socket.bufferedAmount > mostBuffered / 4) return
      clearInterval(timer)
      const behind = this.#behind
      this.#behind = null
      if (isOpen && behind) difference(this, Y.encodeStateVector(behind))
    }, lookAgain)
  }
}
