import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'

/**
 * How long a connection stays open without a request, in milliseconds: longer than proxies and browsers keep theirs, so
 * that nobody sends a request into one that is being closed.
 */
const idleConnection = 75_000

/**
 * Connections that the system takes for us while we are busy, as far as it allows. All pages come back at once when a node
 * was away; of a queue that is full the rest are turned away in silence, and try again after 1, 3, 7, 15 seconds and so on.
 */
const backlog = 4096

/** How long requests under way may take to finish, in milliseconds. */
const patience = 5000

/** Answers by the app, once it listens. */
export const createListener = (app: Hono): Server =>
  createServer({ keepAliveTimeout: idleConnection }, getRequestListener(app.fetch))

/** Answers the port, which the system chooses where 0 is asked for. */
export async function listen(http: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen({ port, host, backlog }, () => resolve())
  })
  return (http.address() as AddressInfo).port
}

/**
 * The listener closes first, so that nobody who is cut off comes straight back here.
 * @param live what holds connections open that were upgraded
 */
export async function closeGently(http: Server, live: readonly { close(): Promise<void> }[]): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()))
  const idle = setInterval(() => http.closeIdleConnections(), 50)
  const limit = setTimeout(() => http.closeAllConnections(), patience)
  await Promise.all(live.map((one) => one.close()))
  await closed
  clearInterval(idle)
  clearTimeout(limit)
}
