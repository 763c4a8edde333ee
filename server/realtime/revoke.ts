import type { Log } from '../log.ts'
import type { RedisLink } from '../store/redis.ts'
import { sessionRoom } from './handshake.ts'
import type { Server } from './io.ts'
import type { UpgradeHandler } from './upgrades.ts'

/** How often everything open is held against the store, in milliseconds: the bound when no message reached this node. */
const interval = 4000

/** Where nodes tell each other of sessions that are over. */
const channel = 'sessions-ended'

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
  /** Ends what these sessions have open here at once, and on the other nodes as soon as they hear of it. */
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
  redis: Pick<RedisLink, 'say' | 'hear'> | null
  log: Log
}): Revocation {
  const { io, recheckAll, alive, beside, redis, log } = parts
  let closed = false
  let timer = setTimeout(sweep, interval)

  const unhear = redis?.hear(channel, (message) => endHere(JSON.parse(message.toString()) as string[]))

  function endSessions(sessionIds: readonly string[]): void {
    endHere(sessionIds)
    if (sessionIds.length > 0) redis?.say(channel, Buffer.from(JSON.stringify(sessionIds)))
  }

  function endHere(sessionIds: readonly string[]): void {
    for (const id of sessionIds) io.local.in(sessionRoom(id)).disconnectSockets(true)
    beside.endSessions(sessionIds)
  }

  async function sweep(): Promise<void> {
    try {
      const sockets = [...io.sockets.sockets.values()].map((socket) => socket.data.person.sessionId)
      const open = [...new Set([...sockets, ...beside.sessionIds()])]
      const living = open.length > 0 ? await alive(open) : new Set()
      endHere(open.filter((id) => !living.has(id)))
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
      unhear?.()
      clearTimeout(timer)
    },
  }
}
