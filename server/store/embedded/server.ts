import { createServer, type Server, type Socket } from 'node:net'
import { admin } from './commands/admin.ts'
import { Dispatcher } from './dispatch.ts'
import type { Store } from './store.ts'
import { removeExpired } from './ttl.ts'
import { serve } from './wire/connection.ts'

export interface ServerOptions {
  socketPath: string
  /** With this, the store ends when nobody has been connected for so long. */
  idleExitMs: number | undefined
  ttlIntervalMs: number
}

/** The listening store: connections, and the work that is due from time to time. */
export class StoreServer {
  /** Resolves when the store should end: asked to, idle, or superseded. */
  readonly ended: Promise<void>
  #end: () => void = () => {}
  readonly #store: Store
  readonly #options: ServerOptions
  readonly #server: Server
  readonly #connections = new Set<Socket>()
  readonly #timers: NodeJS.Timeout[] = []
  #idle: NodeJS.Timeout | undefined

  constructor(store: Store, options: ServerOptions) {
    this.#store = store
    this.#options = options
    this.ended = new Promise((resolve) => {
      this.#end = resolve
    })
    const dispatcher = new Dispatcher(
      store,
      admin(options.socketPath, () => this.#stopIfUnused()),
    )
    this.#server = createServer((socket) => this.#accept(socket, dispatcher))
    store.commits.onSuperseded = (reason) => {
      console.error('the store ends:', reason)
      this.#end()
    }
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen({ path: this.#options.socketPath, backlog: 1024 }, resolve)
    })
    this.#every(this.#options.ttlIntervalMs, () => removeExpired(this.#store))
    this.#every(1000, () => this.#store.sweep())
    this.#every(10 * 60_000, () => this.#store.sessions.forgetOld(Date.now()))
    this.#watchIdleness()
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    clearTimeout(this.#idle)
    const closed = new Promise((resolve) => this.#server.close(resolve))
    for (const socket of this.#connections) socket.destroy()
    await closed
  }

  #accept(socket: Socket, dispatcher: Dispatcher): void {
    this.#connections.add(socket)
    clearTimeout(this.#idle)
    socket.on('close', () => {
      this.#connections.delete(socket)
      this.#watchIdleness()
    })
    serve(socket, (command) => dispatcher.run(command, socket))
  }

  #watchIdleness(): void {
    const { idleExitMs } = this.#options
    if (idleExitMs === undefined || this.#connections.size > 0) return
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#end(), idleExitMs)
  }

  #stopIfUnused(): boolean {
    if (this.#connections.size > 1) return false
    setImmediate(() => this.#end())
    return true
  }

  /** Repeats, but never before the last run has ended; a failed run is reported and tried again. */
  #every(ms: number, run: () => Promise<void> | void): void {
    let running = false
    const once = async () => {
      if (running) return
      running = true
      try {
        await run()
      } catch (error) {
        console.error('periodic work failed:', error)
      }
      running = false
    }
    this.#timers.push(setInterval(() => void once(), ms))
  }
}
