import type { IncomingMessage } from 'node:http'
import { parse } from 'hono/utils/cookie'
import type { WebSocket } from 'ws'
import { closeCodes } from '#protocol/coedit'
import type { Identify, Person, Visitor } from '../http/actor.ts'
import type { Origins } from '../http/origin.ts'
import { sessionCookie } from '../http/recognise-caller.ts'
import { clientAddress } from '../http/visitor.ts'
import type { Log } from '../log.ts'
import { Connection, type Rate } from './connection.ts'
import type { Documents } from './documents.ts'
import type { Rights } from './rights.ts'
import type { Tickets } from './tickets.ts'

export interface AdmitParts {
  readonly identify: Pick<Identify, 'person'>
  readonly origins: Origins
  readonly trustProxy: number
  readonly socketsPerUser: number
  readonly rate: Rate
  /** The largest state of a document, in bytes. */
  readonly largest: number
  readonly tickets: Tickets
  readonly rights: Rights
  readonly documents: Documents
  /** All that are open on this node. */
  readonly connections: Set<Connection>
  readonly log: Log
}

export const pathPrefix = '/coedit/'

/** A refusal that the client is told by the code with which the connection closes. */
class Refused extends Error {
  readonly code: number

  constructor(code: number, reason: string) {
    super(reason)
    this.code = code
  }
}

/**
 * Lets a page in, or closes with the reason. The connection is accepted before: a refused upgrade tells a browser
 * nothing, and the stock client would try for ever. What it sends meanwhile waits.
 */
export function admit(parts: AdmitParts, socket: WebSocket, upgrade: IncomingMessage, request: string): void {
  const early = holdMessages(socket, 2 * parts.largest)
  socket.on('error', () => undefined)
  enter(parts, socket, upgrade, request, early).catch((error: unknown) => {
    if (error instanceof Refused) return socket.close(error.code, error.message)
    parts.log.warn({ err: error, request }, 'a page could not be let into a document')
    socket.close(closeCodes.storeStalled, 'The document cannot be opened now')
  })
}

async function enter(
  parts: AdmitParts,
  socket: WebSocket,
  upgrade: IncomingMessage,
  request: string,
  early: EarlyMessages,
): Promise<void> {
  const { rights, documents, connections, rate } = parts
  const url = new URL(upgrade.url ?? '/', 'http://localhost')
  const documentId = decodeId(url.pathname.slice(pathPrefix.length))
  const person = await personOf(parts, upgrade, request, url)
  refuseTooMany(parts, person)
  const first = await standingOf(rights, person, documentId)
  const unwatch = await rights.watch(first.found.employerId)
  try {
    const room = await documents.hold(documentId, first.found)
    try {
      // Once more: from here on every change of rights reaches this page.
      const { member, access } = await standingOf(rights, person, documentId)
      if (socket.readyState !== socket.OPEN) throw new Refused(closeCodes.stopping, 'The page is closed')
      const onOver = () => {
        connections.delete(connection)
        room.leave(connection)
        documents.release(room)
        unwatch()
      }
      const wantsSaved = url.searchParams.get('acks') === '1'
      const connection = new Connection({ socket, stream: upgrade.socket, member, access, wantsSaved, rate, onOver })
      connections.add(connection)
      room.join(connection)
      early.handOver((data) => {
        connection.isAlive()
        connection.spend(data.byteLength)
        if (!connection.isOver) room.receive(connection, data)
      })
    } catch (error) {
      documents.release(room)
      throw error
    }
  } catch (error) {
    unwatch()
    throw error
  }
}

function decodeId(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    throw new Refused(closeCodes.notFound, 'There is no such document')
  }
}

/** By ticket, which a page of any origin may hold, else by the cookie, which only pages of ours may use. */
async function personOf(parts: AdmitParts, upgrade: IncomingMessage, request: string, url: URL): Promise<Person> {
  const { identify, origins, tickets, trustProxy } = parts
  const { headers, socket } = upgrade
  const ip = clientAddress(socket.remoteAddress ?? 'unknown', headers['x-forwarded-for']?.toString(), trustProxy)
  const visitor: Visitor = { request, ip, userAgent: (headers['user-agent'] ?? '').slice(0, 300) }
  const ticket = url.searchParams.get('ticket')
  if (ticket) {
    const person = await tickets.use(ticket, visitor)
    if (person) return person
    throw new Refused(closeCodes.notSignedIn, 'The ticket is unknown, or older than a minute')
  }
  if (headers.origin !== undefined && !origins.accepts(headers.origin)) {
    throw new Refused(closeCodes.forbidden, 'This did not come from a ClearView page')
  }
  const secret = parse(headers.cookie ?? '')[sessionCookie]
  const person = secret ? await identify.person(secret, visitor) : null
  // Scopes cannot be held to within a document, so programs write by REST.
  if (person && !person.token && !person.limited) return person
  throw new Refused(closeCodes.notSignedIn, 'Sign in first')
}

function refuseTooMany({ connections, socketsPerUser }: AdmitParts, { userId }: Person): void {
  const open = [...connections].filter((connection) => connection.userId === userId).length
  if (open < socketsPerUser) return
  throw new Refused(closeCodes.tooMany, `At most ${socketsPerUser} documents of one person can be open at once`)
}

async function standingOf(rights: Rights, person: Person, documentId: string) {
  const standing = await rights.of(person, documentId)
  if (standing === 'not-found') throw new Refused(closeCodes.notFound, 'There is no such document')
  if (typeof standing === 'string') throw new Refused(closeCodes.forbidden, 'You have no right to this document')
  return standing
}

interface EarlyMessages {
  /** From here on messages go to the receiver, those that waited first. */
  handOver(receive: (data: Uint8Array) => void): void
}

/** The first messages come before anything is known of the page: lost, it would never be in step. */
function holdMessages(socket: WebSocket, most: number): EarlyMessages {
  const waiting: Uint8Array[] = []
  let bytes = 0
  let receive = (data: Uint8Array): void => {
    waiting.push(data)
    bytes += data.byteLength
    if (bytes > most) socket.close(closeCodes.tooLarge, 'Too much was sent before the document was open')
  }
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) receive(data)
    else socket.close(closeCodes.malformed, 'Messages are binary')
  })
  return {
    handOver: (receiver) => {
      receive = receiver
      for (const data of waiting.splice(0)) receiver(data)
    },
  }
}
