import type { Server as HttpServer } from 'node:http'
import type { CommandName } from '#protocol/events'
import type { Config } from '../config.ts'
import type { Identify } from '../http/actor.ts'
import type { Limits } from '../http/limits.ts'
import type { Origins } from '../http/origin.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { RedisLink } from '../store/redis.ts'
import type { Audiences } from './audience.ts'
import { bindSockets, type SocketHandlers } from './bind.ts'
import { createFeeds } from './feeds.ts'
import { guardHandshake } from './handshake.ts'
import type { AfterEntry } from './hints.ts'
import { createIo, type Server, type Socket } from './io.ts'
import { createRevocation, type LiveConnections } from './revoke.ts'
import { endSlowClients } from './slow-clients.ts'
import { type FeedCommand, feedSockets, type StandingOf } from './sockets.ts'
import { routeUpgrades } from './upgrades.ts'

export interface Realtime {
  /** Closes what these sessions have open: here at once, on other nodes as soon as they hear of it. */
  endSessions(sessionIds: readonly string[]): void
  close(): Promise<void>
}

/** What is live beside the feeds. */
export interface LiveFeature<Name extends CommandName = Exclude<CommandName, FeedCommand>> {
  readonly handlers: Pick<SocketHandlers, Name>
  opened(socket: Socket): void
  closed(socket: Socket): void
  /** Holds everybody who follows anything of it to the rights stored now. */
  recheckAll(): Promise<void>
  close(): void
}

/** Several features as one. */
export const together = (
  handlers: LiveFeature['handlers'],
  features: readonly Omit<LiveFeature, 'handlers'>[],
): LiveFeature => ({
  handlers,
  opened: (socket) => {
    for (const feature of features) feature.opened(socket)
  },
  closed: (socket) => {
    for (const feature of features) feature.closed(socket)
  },
  recheckAll: async () => {
    for (const feature of features) await feature.recheckAll()
  },
  close: () => {
    for (const feature of features) feature.close()
  },
})

/** Everything live on one HTTP server: sign-in at the handshake, commands, feeds, revocation, upgrades. */
export function startRealtime(parts: {
  http: HttpServer
  journal: SharedJournal
  audiences: Audiences
  identify: Identify
  standing: StandingOf
  origins: Origins
  limits: Limits
  sessions: { alive(sessionIds: readonly string[]): Promise<Set<string>> }
  config: Config
  log: Log
  metrics: Metrics
  epoch: string
  redis: RedisLink | null
  feature: (io: Server) => LiveFeature
  beside: LiveConnections
  /** What follows an entry, beside its being sent. */
  afterEntry: AfterEntry
}): Realtime {
  const { http, journal, audiences, identify, origins, limits, sessions, config, log, metrics, epoch, beside } = parts
  const { afterEntry } = parts
  const io = createIo(http, parts.redis)
  routeUpgrades(http, { [beside.pathPrefix]: beside.handleUpgrade })
  const feeds = createFeeds({
    io,
    journal,
    audiences,
    epoch,
    afterEntry,
    onPush: () => metrics.pushes.inc(),
    refresh: (member) => parts.standing(member, member.employerId),
  })
  const feature = parts.feature(io)
  guardHandshake(io, {
    identify,
    origins,
    trustProxy: config.TRUST_PROXY,
    socketsPerUser: config.LIMIT_SOCKETS_PER_USER,
    log,
  })
  bindSockets(io, { ...feedSockets({ feeds, standing: parts.standing }), ...feature.handlers }, { limits, log })
  io.on('connection', (socket) => {
    metrics.sockets.inc()
    feature.opened(socket)
    socket.on('disconnect', () => {
      metrics.sockets.dec()
      void feeds.leaveAll(socket)
      feature.closed(socket)
    })
  })
  const slowClients = endSlowClients(io, config.LIMIT_UNSENT_BYTES, log)
  const revocation = createRevocation({
    io,
    recheckAll: async () => {
      await feeds.recheckAll()
      await feature.recheckAll()
      await beside.recheckAll()
    },
    beside,
    alive: sessions.alive,
    redis: parts.redis,
    log,
  })

  return {
    endSessions: revocation.endSessions,
    close: async () => {
      revocation.close()
      slowClients.close()
      feeds.close()
      feature.close()
      await io.close()
    },
  }
}
