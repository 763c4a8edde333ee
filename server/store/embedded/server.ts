import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { admin } from './commands/admin.ts'
import { createDispatcher } from './dispatch.ts'
import type { Store } from './store.ts'
import { removeExpired } from './ttl.ts'
import { serve } from './wire/connection.ts'

interface ServerOptions {
  socketPath: string
  /** With this, the store ends when nobody has been connected for so long. */
  idleExitMs: number | undefined
  ttlIntervalMs: number
}

/**
 * Listens: connections, and the work that is due from time to time.
 * @returns `ended` resolves when the store should end: asked to, idle, or superseded
 */
export async function listen(store: Store, { socketPath, idleExitMs, ttlIntervalMs }: ServerOptions) {
  const connections = new Set<Socket>()
  let idle: NodeJS.Timeout | undefined
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  store.commits.onSuperseded = (reason) => {
    console.error('the store ends:', reason)
    end()
  }
  const stopIfUnused = () => {
    if (connections.size > 1) return false
    setImmediate(end)
    return true
  }
  const watchIdleness = () => {
    clearTimeout(idle)
    if (idleExitMs !== undefined && connections.size === 0) idle = setTimeout(end, idleExitMs)
  }

  const run = createDispatcher(store, admin(socketPath, stopIfUnused))
  const server = createServer((socket) => {
    connections.add(socket)
    watchIdleness()
    socket.on('close', () => {
      connections.delete(socket)
      watchIdleness()
    })
    serve(socket, (command) => run(command, socket))
  })
  server.listen({ path: socketPath, backlog: 1024 })
  await once(server, 'listening')
  const timers = [
    every(ttlIntervalMs, () => removeExpired(store)),
    every(1000, () => store.sweep()),
    every(10 * 60_000, () => store.sessions.forgetOld(Date.now())),
  ]
  watchIdleness()

  const close = async () => {
    for (const timer of timers) clearInterval(timer)
    clearTimeout(idle)
    const closed = once(server, 'close')
    server.close()
    for (const socket of connections) socket.destroy()
    await closed
  }
  return { ended, close }
}

/** Repeats, but never before the last run has ended; a failed run is reported and tried again. */
function every(ms: number, run: () => Promise<void> | void): NodeJS.Timeout {
  let running = false
  const next = async () => {
    if (running) return
    running = true
    try {
      await run()
    } catch (error) {
      console.error('periodic work failed:', error)
    }
    running = false
  }
  return setInterval(() => void next(), ms)
}
