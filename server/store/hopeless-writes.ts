import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Socket } from 'node:net'
import type { MongoClient } from 'mongodb'

/** The ports of each watched client's servers; every socket is looked at once, however many clients there are. */
const watched = new Set<ReadonlySet<number>>()

/**
 * When a connection breaks, the driver (7.9) may write to its socket in the moment between the socket's end and its
 * `close`, and then waits for a `drain` that never comes. Whatever holds that wait, a journal's stream say, would hang
 * for ever. Here it fails as a write to a broken connection does.
 * @returns ends the watch
 */
export function failHopelessWrites(client: MongoClient): () => void {
  const ports = new Set<number>()
  client.on('serverOpening', ({ address }) => ports.add(Number(/:(\d+)$/.exec(address)?.[1])))
  if (watched.size === 0) subscribe('net.client.socket', watch)
  watched.add(ports)
  return () => {
    watched.delete(ports)
    if (watched.size === 0) unsubscribe('net.client.socket', watch)
  }
}

function watch(message: unknown): void {
  const socket = typeof message === 'object' && message && 'socket' in message ? message.socket : null
  if (!(socket instanceof Socket)) return
  socket.once('connect', () => {
    if (isOfStore(socket.remotePort)) socket.prependOnceListener('close', () => failWaiting(socket))
  })
}

/** The embedded store has a unix socket, and nothing else here is reached by one. */
const isOfStore = (port: number | undefined): boolean =>
  port === undefined || [...watched].some((ports) => ports.has(port))

function failWaiting(socket: Socket): void {
  if (socket.listenerCount('drain') === 0 || socket.listenerCount('error') === 0) return
  socket.emit('error', Object.assign(new Error('The store closed the connection'), { code: 'EPIPE' }))
}
