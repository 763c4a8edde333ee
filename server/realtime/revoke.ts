import type { Log } from '../log.ts'
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
  /** Holds everybody who follows anything to the rights stored now. */
  recheckAll: () => Promise<void>
  alive: (sessionIds: string[]) => Promise<Set<string>>
  log: Log
}): Revocation {
  const { io, recheckAll, alive, log } = parts
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
      await recheckAll()
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
