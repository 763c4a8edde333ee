import { parse } from 'hono/utils/cookie'
import { errorCatalogue } from '#protocol/errors'
import { protocolVersion } from '#protocol/version'
import { AppError } from '../app-error.ts'
import type { Identify, Person } from '../http/actor.ts'
import type { Origins } from '../http/origin.ts'
import { toAppError } from '../http/problem.ts'
import { sessionCookie } from '../http/recognise-caller.ts'
import { clientAddress } from '../http/visitor.ts'
import type { Log } from '../log.ts'
import { newRequestId } from '../request-id.ts'
import type { Server, Socket } from './io.ts'

export interface HandshakeParts {
  readonly identify: Identify
  readonly origins: Origins
  readonly trustProxy: number
  readonly socketsPerUser: number
  readonly log: Log
}

/** The room of everything that one session has open on this node. */
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`
/** The room of everything that one person has open on this node. */
export const userRoom = (userId: string): string => `user:${userId}`

/** Lets in who is signed in, by cookie or `auth: {token}`; a refusal reaches the client as `connect_error` with `data.code`. */
export function guardHandshake(io: Server, parts: HandshakeParts): void {
  io.use((socket, next) => {
    const request = newRequestId()
    admit(io, socket, parts, request).then(
      (person) => {
        socket.data.person = person
        void socket.join([sessionRoom(person.sessionId), userRoom(person.userId)])
        next()
      },
      (error: unknown) => next(toConnectError(toAppError(error, parts.log, { request }))),
    )
  })
}

async function admit(io: Server, socket: Socket, parts: HandshakeParts, request: string): Promise<Person> {
  const { headers, auth, address } = socket.handshake
  // A browser sends no Origin with the first polling request of its own page; a foreign page always sends one.
  if (headers.origin !== undefined && !parts.origins.accepts(headers.origin)) throw new AppError('origin-refused')
  const asked: unknown = auth['protocol']
  if (asked !== undefined && asked !== protocolVersion) throw new AppError('protocol-version')
  const secret = typeof auth['token'] === 'string' ? auth['token'] : parse(headers.cookie ?? '')[sessionCookie]
  const ip = clientAddress(address, headers['x-forwarded-for']?.toString(), parts.trustProxy)
  const visitor = { request, ip, userAgent: (headers['user-agent'] ?? '').slice(0, 300) }
  const person = secret ? await parts.identify.person(secret, visitor) : null
  if (!person) throw new AppError('not-signed-in')
  if (person.limited) throw new AppError('second-factor-setup')
  const open = io.sockets.adapter.rooms.get(userRoom(person.userId))?.size ?? 0
  if (open >= parts.socketsPerUser) {
    throw new AppError('rate-limited', `At most ${parts.socketsPerUser} pages of one person can be open at once.`)
  }
  return person
}

function toConnectError(error: AppError): Error & { data: object } {
  const { retryable } = errorCatalogue[error.code]
  return Object.assign(new Error(error.message), { data: { code: error.code, message: error.message, retryable } })
}
