import type { Server as HttpServer } from 'node:http'
import { createAdapter } from '@socket.io/redis-adapter'
import { type Socket as IoSocket, Server as SocketServer } from 'socket.io'
import type { ClientToServerEvents, ServerToClientEvents } from '#protocol/events'
import type { Person } from '../http/actor.ts'
import type { RedisLink } from '../store/redis.ts'

interface SocketData {
  person: Person
}

export type Server = SocketServer<ClientToServerEvents, ServerToClientEvents, Record<never, never>, SocketData>
export type Socket = IoSocket<ClientToServerEvents, ServerToClientEvents, Record<never, never>, SocketData>

/**
 * Socket.IO on the shared HTTP server. Upgrades of other paths are left to their own handlers, and connection state
 * recovery stays off: a client resumes by the journal's numbers, which hold over nodes and restarts.
 */
export function createIo(http: HttpServer, redis: RedisLink | null = null): Server {
  return new SocketServer(http, {
    // What is sent to a room reaches it on every node, but for the journal's entries: each node sends those to its own
    // sockets, since the adapter keeps no order between nodes.
    ...(redis
      ? { adapter: createAdapter(redis.clients.publisher, redis.clients.subscriber, { key: redis.prefix }) }
      : {}),
    path: '/socket.io',
    destroyUpgrade: false,
    serveClient: false,
    maxHttpBufferSize: 1_048_576,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    // Small frames gain nothing from compression, which costs memory per connection.
    perMessageDeflate: false,
  })
}
