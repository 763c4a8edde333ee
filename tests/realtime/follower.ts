import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client'
import type { Caller } from '../builders.ts'

/** An entry as it arrives: of a hidden one there is the number alone. */
export interface Pushed {
  readonly employerId: string
  readonly seq: number
  readonly type: string
  readonly data?: Record<string, unknown>
}

/** Answer to `feed:follow`. */
export interface Followed {
  readonly ok: boolean
  readonly epoch?: string
  readonly head: number
  readonly entries: Pushed[]
  readonly more?: boolean
  readonly reset?: true
  readonly error?: { readonly code: string; readonly message: string; readonly errors?: { readonly path: string }[] }
}

export type Options = Partial<ManagerOptions & SocketOptions>

const open = new Set<Socket>()

/** A socket that nobody has connected yet. It does not come back by itself. */
export function aSocket(url: string, options: Options = {}): Socket {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    ...options,
  })
  open.add(socket)
  return socket
}

export const withCookie = ({ cookie }: Caller, options: Options = {}): Options => ({
  extraHeaders: { cookie },
  ...options,
})

/** Resolves when it is let in. @throws with `data.code` when it is refused */
export function connected(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket))
    socket.once('connect_error', reject)
    socket.connect()
  })
}

/** The code with which the handshake is refused; `let in` when it is not. */
export const refusalOf = (url: string, options: Options): Promise<string> =>
  connected(aSocket(url, options)).then(
    () => 'let in',
    (error: { data?: { code?: string } }) => error.data?.code ?? 'refused without a code',
  )

export const ask = <T = Followed>(socket: Socket, event: string, ...payload: unknown[]): Promise<T> =>
  socket.timeout(40_000).emitWithAck(event, ...payload) as Promise<T>

export const follow = (socket: Socket, employerId: string, after?: number): Promise<Followed> =>
  ask(socket, 'feed:follow', { employerId, ...(after === undefined ? {} : { after }) })

export interface Follower {
  readonly socket: Socket
  /** What was pushed, in order of arrival. */
  readonly pushed: Pushed[]
  /** When each of them arrived, by its number, in milliseconds of the epoch. */
  readonly arrivals: ReadonlyMap<number, number>
  /** Everything that came over the wire. */
  readonly raw: string[]
  readonly answer: Followed
}

/** A page that follows an employer's feed. */
export async function aFollower(
  caller: Caller,
  employerId: string,
  after?: number,
  options: Options = {},
): Promise<Follower> {
  const socket = aSocket(caller.server.url, withCookie(caller, options))
  const pushed: Pushed[] = []
  const arrivals = new Map<number, number>()
  const raw: string[] = []
  socket.on('feed', (entry: Pushed) => {
    pushed.push(entry)
    arrivals.set(entry.seq, Date.now())
  })
  socket.io.on('open', () => socket.io.engine.on('packet', (packet) => raw.push(String(packet.data))))
  await connected(socket)
  return { socket, pushed, arrivals, raw, answer: await follow(socket, employerId, after) }
}

/** Resolves with the time at which every one of the connections has ended, in milliseconds of the epoch. */
export async function allEnded(followers: readonly Pick<Follower, 'socket'>[]): Promise<number> {
  const ends = followers.map(({ socket }) =>
    socket.connected ? new Promise((resolve) => socket.once('disconnect', resolve)) : null,
  )
  await Promise.all(ends)
  return Date.now()
}

export function closeSockets(): void {
  for (const socket of open) socket.disconnect()
  open.clear()
}
