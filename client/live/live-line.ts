import { errorCatalogue } from '#protocol/errors'
import type { Acknowledgement, ClientToServerEvents, CommandName } from '#protocol/events'
import { type LiveSocket, openLiveSocket } from './live-socket.ts'

/** Whoever uses the page's one connection. */
export interface LineUser {
  /** Listens on a socket; answers how to stop. */
  readonly bind: (socket: LiveSocket) => () => void
  readonly onOpen: () => void
  readonly onClose: () => void
}

type Payload<Name extends CommandName> = Parameters<ClientToServerEvents[Name]>[0]

const answerPatience = 8000

/** This page's one connection to the server, shared by the feed and the conversations. */
export class LiveLine {
  readonly #checkSession: () => Promise<'signed-in' | 'signed-out' | 'unknown'>
  readonly #users = new Map<LineUser, () => void>()
  #socket: LiveSocket | null = null

  constructor(checkSession: () => Promise<'signed-in' | 'signed-out' | 'unknown'>) {
    this.#checkSession = checkSession
  }

  get isOpen(): boolean {
    return this.#socket?.connected ?? false
  }

  /** Uses the line, now and after every reconnection, until the answered function is called. */
  join(user: LineUser): () => void {
    this.#users.set(user, this.#socket ? user.bind(this.#socket) : () => undefined)
    if (this.isOpen) user.onOpen()
    return () => {
      this.#users.get(user)?.()
      this.#users.delete(user)
    }
  }

  /** Connects until the answered function is called. */
  start(): () => void {
    const { socket, close } = openLiveSocket({
      onOpen: () => {
        for (const user of [...this.#users.keys()]) user.onOpen()
      },
      onClose: () => {
        for (const user of [...this.#users.keys()]) user.onClose()
      },
      checkSession: this.#checkSession,
    })
    this.#socket = socket
    for (const user of this.#users.keys()) this.#users.set(user, user.bind(socket))
    return () => {
      for (const [user, unbind] of this.#users) {
        unbind()
        user.onClose()
      }
      close()
      if (this.#socket === socket) this.#socket = null
    }
  }

  /** Sends a command and answers its acknowledgement. @throws when there is no connection, or no answer in time */
  async ask<Name extends CommandName>(name: Name, payload: Payload<Name>): Promise<Acknowledgement<Name>> {
    const socket = this.#socket
    // Socket.IO would keep the command and send it later, when nobody waits for its answer any more.
    if (!socket?.connected) throw new Error('There is no connection.')
    const waiting = socket.timeout(answerPatience) as unknown as Asking
    return (await waiting.emitWithAck(name, payload)) as Acknowledgement<Name>
  }

  /** Sends something that is worthless later, and waits for nothing. */
  hint<Name extends CommandName>(name: Name, payload: Payload<Name>): void {
    if (!this.#socket?.connected) return
    const socket = this.#socket.volatile as unknown as Hinting
    socket.emit(name, payload, () => undefined)
  }
}

/** The library's types cannot follow a name that is a type parameter; the signatures above hold callers to the contract. */
interface Asking {
  emitWithAck(name: string, payload: unknown): Promise<unknown>
}
interface Hinting {
  emit(name: string, payload: unknown, acknowledge: () => void): unknown
}

/** Whether the same command may succeed later. */
export const mayRetry = (answer: { readonly error: { readonly code: keyof typeof errorCatalogue } }): boolean =>
  errorCatalogue[answer.error.code]?.retryable ?? true
