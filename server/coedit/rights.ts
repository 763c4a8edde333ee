import { closeCodes, type DocumentAccess } from '#protocol/coedit'
import type { Member, Person } from '../http/actor.ts'
import { type Entry, feedOf } from '../journal/entry.ts'
import type { Following } from '../journal/follow.ts'
import type { Journal } from '../journal/journal.ts'
import type { Log } from '../log.ts'
import type { Scope } from '../store/scope.ts'
import type { Connection } from './connection.ts'
import type { Found, Kinds } from './kinds.ts'
import type { Room } from './room.ts'

export interface RightsParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'news'>
  /** As stored now; what is asked for together may be read together. */
  readonly standing: (person: Person, employerId: string) => Promise<Member | null>
  readonly kinds: Kinds
  readonly log: Log
  readonly rooms: () => Promise<Room[]>
}

export interface Standing {
  readonly found: Found
  readonly member: Member
  readonly access: DocumentAccess
}

/** `stranger`: of another employer, or of none. */
export type Refusal = 'not-found' | 'stranger' | 'forbidden'

/** So many documents are looked at side by side: what is asked of the store for them goes together. */
const sideBySide = 50

/** Who may do what in which document, now and while they have it open. */
export class Rights {
  readonly #parts: RightsParts
  readonly #watches = new Map<string, { following: Promise<Following>; count: number }>()
  #looks = 0
  /** The last look that each page was held to. */
  readonly #held = new WeakMap<Connection, number>()

  constructor(parts: RightsParts) {
    this.#parts = parts
  }

  /** As stored now. */
  of(person: Person, documentId: string): Promise<Standing | Refusal> {
    const { scope, kinds } = this.#parts
    return this.#among(person, documentId, kinds.find(scope(), documentId))
  }

  async #among(person: Person, documentId: string, asked: Promise<Found | null>): Promise<Standing | Refusal> {
    const { kinds, standing } = this.#parts
    const found = await asked
    if (!found) return 'not-found'
    const member = await standing(person, found.employerId)
    if (!member) return 'stranger'
    const access = kinds.access(member, found, documentId)
    return access ? { found, member, access } : 'forbidden'
  }

  /** From here on changes of rights at this employer reach the pages that are open. Answers how to stop. */
  async watch(employerId: string): Promise<() => void> {
    const watch = this.#watches.get(employerId) ?? { following: this.#follow(employerId), count: 0 }
    this.#watches.set(employerId, watch)
    watch.count++
    const stop = () => {
      if (--watch.count > 0) return
      this.#watches.delete(employerId)
      void watch.following.then(
        (following) => following.close(),
        () => undefined,
      )
    }
    try {
      await watch.following
    } catch (error) {
      stop()
      throw error
    }
    return stop
  }

  /** Holds everybody who has anything open to the rights stored now. */
  async recheckAll(): Promise<void> {
    const rooms = await this.#parts.rooms()
    for (let from = 0; from < rooms.length; from += sideBySide)
      await Promise.all(rooms.slice(from, from + sideBySide).map((room) => this.#recheck(room, () => true)))
  }

  async #follow(employerId: string): Promise<Following> {
    const news = await this.#parts.journal.news(feedOf(employerId))
    return news.follow((entries) => this.#hear(employerId, entries))
  }

  async #hear(employerId: string, entries: readonly Entry[]): Promise<void> {
    const concerned = entries.flatMap((entry) => concernOf(entry))
    if (concerned.length === 0) return
    for (const room of await this.#parts.rooms()) {
      if (room.found.employerId !== employerId) continue
      await this.#recheck(room, ({ userId }) =>
        concerned.some((it) => it.userId === userId || (it.jobId !== undefined && it.jobId === room.found.jobId)),
      )
    }
  }

  async #recheck(room: Room, isConcerned: (connection: Connection) => boolean): Promise<void> {
    const people = new Map([...room.connections].filter(isConcerned).map((it) => [it.userId, it.member]))
    if (people.size === 0) return
    const { scope, kinds } = this.#parts
    const asked = kinds.find(scope(), room.id)
    await Promise.all(
      [...people].map(([userId, member]) => this.#hold(room, userId, this.#among(member, room.id, asked))),
    )
  }

  /** Holds the pages of one person to what is read. */
  async #hold(room: Room, userId: string, asked: Promise<Standing | Refusal>): Promise<void> {
    const theirs = () => [...room.connections].filter((connection) => connection.userId === userId)
    const look = ++this.#looks
    try {
      const standing = await asked
      for (const connection of theirs()) {
        // Of two at once the one that began first may end last: what it read may be of before the change.
        if ((this.#held.get(connection) ?? 0) > look) continue
        this.#held.set(connection, look)
        apply(room, connection, standing)
      }
    } catch (error) {
      // Whose rights cannot be read now gets nothing more: their pages come back and are asked again.
      this.#parts.log.warn({ err: error, documentId: room.id }, 'cannot read the rights of an open page')
      for (const connection of theirs()) connection.close(closeCodes.storeStalled, 'Your rights cannot be read now')
    }
  }
}

type Concern = { readonly userId?: string; readonly jobId?: string }

/** Whose rights an entry of the feed may have changed. */
function concernOf({ type, data }: Entry): Concern[] {
  if (type.startsWith('user.')) return [{ userId: String(data['userId']) }]
  if (type.startsWith('engagement.') && data['consultantId']) return [{ userId: String(data['consultantId']) }]
  return /^(posting|scorecard|interview)\./.test(type) && data['jobId'] ? [{ jobId: String(data['jobId']) }] : []
}

function apply(room: Room, connection: Connection, standing: Standing | Refusal): void {
  if (standing === 'not-found') return connection.close(closeCodes.notFound, 'This document is not there any more')
  if (typeof standing === 'string') {
    return connection.close(closeCodes.forbidden, 'You have no right to this document any more')
  }
  const mayWriteNow = connection.access !== 'write' && standing.access === 'write'
  connection.member = standing.member
  connection.access = standing.access
  if (mayWriteNow) room.askFor(connection)
}
