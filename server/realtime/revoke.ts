import type { Log } from '../log.ts'
import { sessionRoom } from './handshake.ts'
import type { Server } from './io.ts'
import type { UpgradeHandler } from './upgrades.ts'

/** How often everything open is held against the store, in milliseconds: the bound when no message reached this node. */
const interval = 4000

/** Connections beside Socket.IO's whose people and sessions are held to the store, too. */
export interface LiveConnections {
  /** Which upgrades are theirs. */
  readonly pathPrefix: string
  readonly handleUpgrade: UpgradeHandler
  sessionIds(): readonly string[]
  endSessions(sessionIds: readonly string[]): void
  recheckAll(): Promise<void>
}

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
  beside: Pick<LiveConnections, 'sessionIds' | 'endSessions'>
  log: Log
}): Revocation {
  const { io, recheckAll, alive, beside, log } = parts
  let closed = false
  let timer = setTimeout(sweep, interval)

  function endSessions(sessionIds: readonly string[]): void {
    for (const id of sessionIds) io.local.in(sessionRoom(id)).disconnectSockets(true)
    beside.endSessions(sessionIds)
  }

  async function sweep(): Promise<void> {
    try {
      const sockets = [...io.sockets.sockets.values()].map((socket) => socket.data.person.sessionId)
      const open = [...new Set([...sockets, ...beside.sessionIds()])]
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
