import { io, type Socket } from 'socket.io-client'
import { backOff } from '../../../client/live/back-off.ts'

interface Parts {
  /** The same number leads to the same node; whoever loses one goes to the next, as behind a balancer. */
  readonly urls: readonly string[]
  readonly node: number
  /** What the session's cookie holds. */
  readonly secret: string
  readonly random: () => number
  readonly bind?: (socket: Socket) => void
  readonly onOpen?: () => void
  readonly onClose?: () => void
  /** The server does not want this person: nothing is tried again. */
  readonly onRefused: (code: string) => void
}

/** As a page of the product waits for an answer, and between attempts, in milliseconds. */
const answerPatience = 8000
const pauses = { first: 500, longest: 5000 }

/** One connection of one page, which comes back for ever. */
export class Line {
  readonly #parts: Parts
  #socket: Socket
  #node: number
  #failures = 0
  #timer: NodeJS.Timeout | undefined
  #isOpen = true

  constructor(parts: Parts) {
    this.#parts = parts
    this.#node = parts.node
    this.#socket = this.#connect()
  }

  /** Null: there is no connection, or no answer came in time, and whether it was done is unknown. */
  async ask<T>(event: string, payload: object): Promise<T | null> {
    const socket = this.#socket
    if (!socket.connected) return null
    return (socket.timeout(answerPatience).emitWithAck(event, payload) as Promise<T>).catch(() => null)
  }

  /** For the message of a run that is stuck. */
  get state(): string {
    return `${this.#socket.connected ? 'connected' : 'not connected'} to node ${this.#node}, ${this.#failures} failures`
  }

  close(): void {
    this.#isOpen = false
    clearTimeout(this.#timer)
    this.#leave()
  }

  #connect(): Socket {
    const { urls, secret, bind, onOpen, onRefused } = this.#parts
    const url = urls[this.#node % urls.length]
    if (!url) throw new Error('There is no node to connect to')
    const options = { transports: ['websocket'], forceNew: true, reconnection: false, timeout: 20_000 }
    const socket = io(url, { ...options, auth: { token: secret } })
    bind?.(socket)
    socket.on('connect', () => {
      this.#failures = 0
      onOpen?.()
    })
    socket.on('disconnect', () => this.#lost())
    socket.on('connect_error', (error: Error & { data?: { code: string; retryable: boolean } }) => {
      if (error.data && !error.data.retryable) onRefused(error.data.code)
      else this.#lost()
    })
    return socket
  }

  #lost(): void {
    if (!this.#isOpen) return
    this.#leave()
    this.#node++
    this.#timer = setTimeout(
      () => {
        this.#socket = this.#connect()
      },
      backOff(this.#failures++, { ...pauses, random: this.#parts.random }),
    )
  }

  #leave(): void {
    this.#socket.removeAllListeners()
    this.#socket.disconnect()
    this.#parts.onClose?.()
  }
}
