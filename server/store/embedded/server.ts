import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { admin } from './commands/admin.ts'
import { createDispatcher } from './dispatch.ts'
import type { Store } from './store.ts'
import { removeExpired } from './ttl.ts'
import { serve } from './wire/connection.ts'
import { pending } from './yielding.ts'

/**
 * Listens: connections, and the work that is due from time to time.
 * @param idleMs with this, the store ends when nobody has been connected for so long
 * @param ttlMs how often documents are looked for whose time is over
 * @returns `ended` resolves when the store should end: asked to, by a signal, idle, or superseded
 */
export async function listen(store: Store, path: string, idleMs: number | undefined, ttlMs: number) {
  const connections = new Set<Socket>()
  let idle: NodeJS.Timeout | undefined
  const { done: ended, settle } = pending()
  const end = () => settle()
  process.on('SIGTERM', end).on('SIGINT', end)
  store.commits.events.on('superseded', (reason) => {
    console.error('the store ends:', reason)
    end()
  })
  const stopIfUnused = () => {
    const isUnused = connections.size <= 1
    if (isUnused) setImmediate(end)
    return isUnused
  }
  const watchIdleness = () => {
    clearTimeout(idle)
    if (idleMs !== undefined && connections.size === 0) idle = setTimeout(end, idleMs)
  }

  const run = createDispatcher(store, admin(path, stopIfUnused))
  const server = createServer((socket) => {
    connections.add(socket)
    watchIdleness()
    socket.on('close', () => {
      connections.delete(socket)
      watchIdleness()
    })
    serve(socket, (command) => run(command, socket))
  })
  server.listen({ path, backlog: 1024 })
  await once(server, 'listening')
  const stop = new AbortController()
  void Promise.allSettled([
    repeat(ttlMs, stop.signal, () => removeExpired(store)),
    repeat(1000, stop.signal, () => store.sweep()),
    repeat(10 * 60_000, stop.signal, () => store.sessions.forgetOld(Date.now())),
  ])
  watchIdleness()

  const close = async () => {
    stop.abort()
    clearTimeout(idle)
    const closed = once(server, 'close')
    server.close()
    for (const socket of connections) socket.destroy()
    await closed
  }
  return { ended, close }
}

/** Repeats, each time so long after the last run has ended; a failed run is reported and tried again. */
async function repeat(ms: number, signal: AbortSignal, run: () => Promise<void> | void): Promise<void> {
  for (;;) {
    await delay(ms, undefined, { signal })
    try {
      await run()
    } catch (error) {
      console.error('periodic work failed:', error)
    }
  }
}
