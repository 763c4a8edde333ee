import type { Log } from '../log.ts'
import type { Feeds } from './feeds.ts'
import { sessionRoom } from './handshake.ts'
import type { Server } from './io.ts'

/** How often everything open is held against the store, in milliseconds: the bound when no message reached this node. */
const interval = 4000

export interface Revocation {
  /** Ends what these sessions have open on this node, at once. */
  endSessions(sessionIds: readonly string[]): void
  close(): void
}

/** Rights are live: sessions end their sockets, and a sweep finds what was revoked where this node heard nothing. */
export function createRevocation(parts: {
  io: Server
  feeds: Feeds
  alive: (sessionIds: string[]) => Promise<Set<string>>
  log: Log
}): Revocation {
  const { io, feeds, alive, log } = parts
  let closed = false
  let timer = setTimeout(sweep, interval)

  function endSessions(sessionIds: readonly string[]): void {
    for (const id of sessionIds) io.local.in(sessionRoom(id)).disconnectSockets(true)
  }

  async function sweep(): Promise<void> {
    try {
      const open = [...new Set([...io.sockets.sockets.values()].map((socket) => socket.data.person.sessionId))]
      const living = open.length > 0 ? await alive(open) : new Set()
      endSessions(open.filter((id) => !living.has(id)))
      for (const channel of await feeds.channels()) await channel.recheckAll()
    } catch (error) {
      log.warn({ err: error }, 'cannot check open connections against the store; trying again')
    }
    if (!closed) timer = setTimeout(sweep, interval)
  }

  return {
    endSessions,
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
