import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { newRequestId } from '../request-id.ts'

/** Takes over an upgraded connection of one path; `request` is its id. */
export type UpgradeHandler = (upgrade: IncomingMessage, socket: Duplex, head: Buffer, request: string) => void

/**
 * The one place that decides about websocket upgrades. `/socket.io` is Socket.IO's own; every other prefix is here, and
 * what nobody handles is told so instead of hanging.
 */
export function routeUpgrades(http: HttpServer, handlers: Readonly<Record<string, UpgradeHandler>>): void {
  http.on('upgrade', (upgrade: IncomingMessage, socket: Duplex, head: Buffer) => {
    const path = upgrade.url?.split('?')[0] ?? '/'
    if (path.startsWith('/socket.io')) return
    const prefix = Object.keys(handlers).find((candidate) => path.startsWith(candidate))
    const handle = prefix === undefined ? undefined : handlers[prefix]
    if (handle) return handle(upgrade, socket, head, newRequestId())
    socket.on('error', () => undefined)
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
}
