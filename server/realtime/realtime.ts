import type { Server as HttpServer } from 'node:http'
import type { Config } from '../config.ts'
import type { Identify } from '../http/actor.ts'
import type { Limits } from '../http/limits.ts'
import type { Origins } from '../http/origin.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { Scope } from '../store/scope.ts'
import type { Audiences } from './audience.ts'
import { bindSockets } from './bind.ts'
import { Feeds } from './feeds.ts'
import { guardHandshake } from './handshake.ts'
import { createIo } from './io.ts'
import { createRevocation } from './revoke.ts'
import { feedSockets } from './sockets.ts'
import { routeUpgrades } from './upgrades.ts'

export interface Realtime {
  /** Closes what these sessions have open on this node, at once. */
  endSessions(sessionIds: readonly string[]): void
  close(): Promise<void>
}

/** Everything live on one HTTP server: sign-in at the handshake, commands, feeds, revocation, upgrades. */
export function startRealtime(parts: {
  http: HttpServer
  journal: Journal
  audiences: Audiences
  identify: Identify
  origins: Origins
  limits: Limits
  sessions: { alive(sessionIds: readonly string[]): Promise<Set<string>> }
  config: Config
  log: Log
  metrics: Metrics
  epoch: string
  scope: () => Scope
}): Realtime {
  const { http, journal, audiences, identify, origins, limits, sessions, config, log, metrics, epoch, scope } = parts
  const io = createIo(http)
  routeUpgrades(http)
  const feeds = new Feeds({
    io,
    journal,
    audiences,
    epoch,
    onPush: () => metrics.pushes.inc(),
    refresh: (member) => identify.member(scope(), member, member.employerId),
  })
  guardHandshake(io, {
    identify,
    origins,
    trustProxy: config.TRUST_PROXY,
    socketsPerUser: config.LIMIT_SOCKETS_PER_USER,
    log,
  })
  bindSockets(io, feedSockets({ feeds, identify, scope }), { limits, log })
  io.on('connection', (socket) => {
    metrics.sockets.inc()
    socket.on('disconnect', () => {
      metrics.sockets.dec()
      void feeds.leaveAll(socket)
    })
  })
  const revocation = createRevocation({ io, feeds, alive: sessions.alive, log })

  return {
    endSessions: revocation.endSessions,
    close: async () => {
      revocation.close()
      feeds.close()
      await io.close()
    },
  }
}
