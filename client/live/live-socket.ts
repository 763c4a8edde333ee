import { io, type Socket } from 'socket.io-client'
import type { ClientToServerEvents, ServerToClientEvents } from '#protocol/events'
import { protocolVersion } from '#protocol/version'
import { backOff } from './back-off.ts'
import { connection } from './connection.ts'

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>

interface SocketPorts {
  readonly onOpen: () => void
  readonly onClose: () => void
  /** The server ended or refused the connection: ask whether somebody is still signed in before trying again. */
  readonly checkSession: () => Promise<'signed-in' | 'signed-out' | 'unknown'>
}

/** No word from the server for so long (it names its head number every 15 s): the line may be dead without saying so. */
const silenceLimit = 25_000
const longestPause = 15_000

/** One Socket.IO connection that comes back for ever, unless nobody is signed in or the page is too old. */
export function openLiveSocket(ports: SocketPorts): { socket: LiveSocket; close: () => void } {
  const socket: LiveSocket = io({
    path: '/socket.io',
    // Long polling needs sticky sessions behind a balancer; it is only for networks that block WebSockets.
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    auth: { protocol: protocolVersion },
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
    autoConnect: false,
  })
  let refusals = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let heardAt = Date.now()
  const heard = () => {
    heardAt = Date.now()
  }

  const comeBack = async () => {
    if ((await ports.checkSession()) === 'signed-out') return
    clearTimeout(retry)
    retry = setTimeout(() => socket.connect(), backOff(refusals++, { longest: longestPause }))
  }

  socket.onAny(heard)
  socket.io.on('ping', heard)
  socket.on('connect', () => {
    refusals = 0
    heard()
    connection.set((facts) => ({ ...facts, link: 'open' }))
    ports.onOpen()
  })
  socket.on('disconnect', (reason) => {
    connection.set((facts) => ({ ...facts, link: 'lost' }))
    ports.onClose()
    // Only when the server ended it does Socket.IO stay away by itself.
    if (reason === 'io server disconnect') void comeBack()
  })
  socket.on('connect_error', (error) => {
    if (codeOf(error) === 'protocol-version') {
      connection.set((facts) => ({ ...facts, link: 'outdated' }))
      return
    }
    connection.set((facts) => ({ ...facts, link: 'lost' }))
    if (!socket.active) void comeBack()
  })

  const watch = setInterval(() => {
    // Closing the transport alone makes Socket.IO reconnect, and asks nothing of a line that is fine after all.
    if (socket.connected && Date.now() - heardAt > silenceLimit) socket.io.engine.close()
  }, 5000)

  connection.set((facts) => ({ ...facts, link: 'connecting' }))
  // In the next turn: React's strict mode opens and closes once before it means it.
  retry = setTimeout(() => socket.connect(), 0)
  return {
    socket,
    close: () => {
      clearInterval(watch)
      clearTimeout(retry)
      socket.removeAllListeners()
      socket.disconnect()
    },
  }
}

function codeOf(error: Error): unknown {
  const data: unknown = 'data' in error ? error.data : null
  return typeof data === 'object' && data !== null && 'code' in data ? data.code : null
}
