import type { Log } from '../log.ts'
import type { Server } from './io.ts'

/** How often it is looked at, in milliseconds. */
const interval = 2000

/** What of a connection tells how much waits for it. */
interface Backlogged {
  readonly writeBuffer: readonly { readonly data?: unknown }[]
  readonly transport: { readonly socket?: { readonly bufferedAmount?: number } }
}

/** Bytes that were sent to somebody and are still here, in the socket and in the packets behind it. */
export function unsentBytes({ writeBuffer, transport }: Backlogged): number {
  const waiting = writeBuffer.reduce((sum, { data }) => sum + sizeOf(data), 0)
  return waiting + (transport.socket?.bufferedAmount ?? 0)
}

const sizeOf = (data: unknown): number =>
  typeof data === 'string' ? data.length : ArrayBuffer.isView(data) ? data.byteLength : 0

/**
 * Ends connections that do not take what is sent to them: each would hold the memory of everything that happens. Their
 * pages come back and ask from where they were.
 * @param most unsent bytes of one connection
 */
export function endSlowClients(io: Server, most: number, log: Log): { close(): void } {
  const timer = setInterval(() => {
    for (const socket of io.sockets.sockets.values()) {
      const unsent = unsentBytes(socket.conn as unknown as Backlogged)
      if (unsent <= most) continue
      log.warn({ unsent, userId: socket.data.person.userId }, 'a page does not take what is sent to it; it is ended')
      // At once: saying goodbye would only queue up behind the rest.
      socket.conn.close(true)
    }
  }, interval)
  timer.unref()
  return { close: () => clearInterval(timer) }
}
