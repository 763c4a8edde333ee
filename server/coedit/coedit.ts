import { WebSocket, WebSocketServer } from 'ws'
import type * as Y from 'yjs'
import { closeCodes } from '#protocol/coedit'
import { AppError } from '../app-error.ts'
import type { Config } from '../config.ts'
import type { Identify } from '../http/actor.ts'
import type { Origins } from '../http/origin.ts'
import { byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { LiveConnections } from '../realtime/revoke.ts'
import { unasked } from '../request-id.ts'
import { createBatchedRead } from '../store/batched-read.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import { admit, pathPrefix } from './admit.ts'
import type { Connection } from './connection.ts'
import { Documents } from './documents.ts'
import { blankOf, type Draft, draftOn, writeDraft } from './drafts.ts'
import { createKinds, type DocumentKind, type Found, type Kinds } from './kinds.ts'
import { editsOf, heads, snapshots } from './repository.ts'
import { Rights, type RightsParts } from './rights.ts'
import type { Room } from './room.ts'
import { createTickets, type Tickets } from './tickets.ts'
import { copyOf } from './updates.ts'
import { keepAutomatically } from './versions.ts'
import { createGroupWriter } from './writer.ts'

export interface CoeditParts {
  readonly scope: () => Scope
  readonly journal: SharedJournal
  readonly identify: Identify
  readonly standing: RightsParts['standing']
  readonly origins: Origins
  readonly sessions: { alive(sessionIds: readonly string[]): Promise<Set<string>> }
  readonly kinds: readonly DocumentKind[]
  readonly config: Config
  readonly log: Log
  readonly metrics: Metrics
}

/** A document as it is, for somebody who keeps it. */
export interface Seen {
  readonly found: Found
  readonly doc: Y.Doc
  /** When each person last wrote. */
  readonly contributors: ReadonlyMap<string, Date>
}

/** Documents that several people write at once. */
export interface Coedit extends LiveConnections {
  readonly kinds: Kinds
  readonly rights: Rights
  readonly tickets: Tickets
  /**
   * What is computed from the document with every edit answered or shown to anybody so far. It is the one that people
   * write to: nothing is kept of it, and nothing changed. @throws {AppError} `not-found`
   */
  compute<T>(documentId: string, from: (doc: Y.Doc) => T): Promise<T>
  /** A copy of the same. @throws {AppError} `not-found` */
  read(documentId: string): Promise<Y.Doc>
  /** The same, with who wrote. */
  look(documentId: string): Promise<Seen>
  /**
   * Makes a change to the document as it is now, for a command to write. Others may type meanwhile: the change merges with
   * theirs when it is written.
   */
  draft(documentId: string, change: (doc: Y.Doc) => void): Promise<Draft>
  /**
   * Puts a draft into the transaction, which names `editsOf(documentId)`. Every open copy has it after the commit.
   * @throws {Outdated} when another draft was written first
   */
  write(tx: Tx, documentId: string, by: { readonly userId: string }, draft: Draft): void
  /** Makes a change, and resolves when it is durable. */
  edit(documentId: string, by: { readonly userId: string }, change: (doc: Y.Doc) => void): Promise<void>
  /** The first content of a document that does not exist yet, in the transaction of what it belongs to. */
  start(tx: Tx, documentId: string, update: Uint8Array): Promise<void>
  /** Lets what is under way become durable, then closes every connection. */
  close(): Promise<void>
}

/** How often pages are asked whether they are there, in milliseconds: one that vanished is missed within 24 s. */
const pingInterval = 8000

export function createCoedit(parts: CoeditParts): Coedit {
  const { scope, journal, config, log, metrics, identify, standing, sessions } = parts
  const kinds = createKinds(parts.kinds)
  const connections = new Set<Connection>()
  const documents = new Documents({
    scope,
    journal,
    writer: createGroupWriter({ db: scope().db, announce: journal.announce }),
    kinds,
    log,
    largest: config.LIMIT_DOCUMENT_BYTES,
    mostEntries: config.LIMIT_DOCUMENT_ENTRIES,
    nameOf: createBatchedRead((ids) => namesOf(scope(), ids)),
    onRelayed: (count) => metrics.coeditRelays.inc(count),
    onCount: (count) => metrics.documents.set(count),
    onPause: async (room) => {
      const seen = seenOf(room)
      const { employerId } = seen.found
      await journal.for(unasked).commit([feedOf(employerId)], (tx) => keepAutomatically(tx, room.id, seen))
    },
  })
  const rights = new Rights({ scope, journal, standing, kinds, log, rooms: () => documents.open() })
  const tickets = createTickets(scope, sessions.alive)
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: true,
    perMessageDeflate: false,
    maxPayload: config.LIMIT_DOCUMENT_BYTES + frameOverhead,
    WebSocket: CoeditSocket,
  })
  const rate = { burst: 2 * config.LIMIT_EDITS_RATE, perSecond: config.LIMIT_EDITS_RATE }
  const admission = {
    ...{ identify, tickets, rights, documents, connections, rate, log, origins: parts.origins },
    ...{ trustProxy: config.TRUST_PROXY, socketsPerUser: config.LIMIT_SOCKETS_PER_USER },
    largest: config.LIMIT_DOCUMENT_BYTES,
  }
  const pings = setInterval(() => {
    for (const connection of connections) connection.ping()
  }, pingInterval)
  let isStopping = false

  async function withRoom<T>(documentId: string, use: (room: Room) => Promise<T>) {
    const found = await kinds.find(scope(), documentId)
    if (!found) throw new AppError('not-found', 'There is no such document.')
    const room = await documents.hold(documentId, found)
    try {
      return await use(room)
    } finally {
      documents.release(room)
    }
  }

  const compute = <T>(documentId: string, from: (room: Room) => T): Promise<T> =>
    withRoom(documentId, async (room) => {
      await room.replica.hearAll()
      return room.replica.settled(() => from(room))
    })
  const look = (documentId: string): Promise<Seen> => compute(documentId, seenOf)
  const read = async (documentId: string): Promise<Y.Doc> => (await look(documentId)).doc
  const draft: Coedit['draft'] = async (documentId, change) => {
    const blank = await compute(documentId, blankOf)
    return draftOn(blank, change)
  }

  return {
    kinds,
    rights,
    tickets,
    compute: (documentId, from) => compute(documentId, ({ doc }) => from(doc)),
    read,
    look,
    draft,
    write: writeDraft,
    edit: async (documentId, by, change) => {
      const { update } = await draft(documentId, change)
      if (!update) return
      const entry = { key: newId(), type: 'update', data: { update }, actor: byUser(by) }
      await journal.append(editsOf(documentId), entry)
    },
    start: async (tx, documentId, update) => {
      const snapshotId = newId()
      await snapshots.insert(tx, documentId, snapshotId, update, false)
      await heads.insert(tx, documentId, snapshotId)
    },
    handleUpgrade: (upgrade, socket, head, request) => {
      server.handleUpgrade(upgrade, socket, head, (accepted) => {
        if (isStopping) return accepted.close(closeCodes.stopping, 'The server is stopping')
        admit(admission, accepted, upgrade, request)
      })
    },
    pathPrefix,
    recheckAll: () => rights.recheckAll(),
    sessionIds: () => [...connections].map(({ member }) => member.sessionId),
    endSessions: (sessionIds) => {
      const ended = new Set(sessionIds)
      for (const connection of connections) {
        if (ended.has(connection.member.sessionId)) connection.close(closeCodes.notSignedIn, 'You have signed out')
      }
    },
    close: async () => {
      isStopping = true
      clearInterval(pings)
      await Promise.allSettled((await documents.open()).map(({ replica }) => replica.settled(() => undefined)))
      for (const socket of server.clients) socket.close(closeCodes.stopping, 'The server is stopping')
      await documents.close()
      for (const socket of server.clients) socket.terminate()
    },
  }
}

const seenOf = ({ replica, found }: Room): Seen => ({
  found,
  doc: copyOf(replica.doc),
  contributors: new Map(replica.contributors),
})

/** What a frame has beside its update, in bytes. */
const frameOverhead = 64

/** A frame over the limit ends the connection with a code after which the stock client does not come back for ever. */
class CoeditSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    if (code === 1009) super.close(closeCodes.tooLarge, 'The message is too large')
    else super.close(code, reason)
  }
}
