import type { FeedEntry } from '#protocol/feed'
import { EmployerId } from '#protocol/ids'
import type { Member } from '../http/actor.ts'
import { type Entry, feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import { type Audiences, hidden, isVisible, rightsKey, shown } from './audience.ts'
import type { Server, Socket } from './io.ts'

/** Entries kept in memory so that somebody who follows can be joined to the live stream without a gap. */
const ringSize = 500

interface Follower {
  readonly socket: Socket
  member: Member
}

/** Answers the member's standing as stored now; null: none any more. */
export type Refresh = (member: Member) => Promise<Member | null>

/**
 * One employer's feed on this node: takes the journal's entries in order and sends each to the sockets that follow,
 * encoded once for those who may see it and once for those who may not.
 */
export class FeedChannel {
  readonly #io: Server
  readonly #employerId: string
  readonly #audiences: Audiences
  readonly #refresh: Refresh
  readonly #onPush: () => void
  readonly #followers = new Map<string, Follower>()
  /** How many followers each rights key has, and a member to ask the policy about. */
  readonly #rights = new Map<string, { count: number; member: Member }>()
  readonly #ring: Entry[] = []
  readonly #following
  /** Who waits until what they have read was sent here. */
  readonly #waiting: (() => void)[] = []
  #delivered: number
  #holds = 0

  constructor(parts: {
    io: Server
    journal: Journal
    employerId: string
    head: number
    audiences: Audiences
    refresh: Refresh
    onPush: () => void
  }) {
    this.#io = parts.io
    this.#employerId = parts.employerId
    this.#audiences = parts.audiences
    this.#refresh = parts.refresh
    this.#onPush = parts.onPush
    this.#delivered = parts.head
    this.#following = parts.journal.follow(feedOf(parts.employerId), parts.head, (entries) => this.#deliver(entries))
  }

  get isIdle(): boolean {
    return this.#followers.size === 0 && this.#holds === 0
  }

  hold(): void {
    this.#holds++
  }

  release(): void {
    this.#holds--
  }

  /** Number of the last entry sent. */
  get head(): number {
    return this.#delivered
  }

  /**
   * Resolves once everything up to this number was sent to those who follow. The store may already answer an entry
   * that is still on its way to this channel; who joined before it was sent would get it twice.
   */
  async hasSent(seq: number): Promise<void> {
    while (this.#delivered < seq) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /**
   * Joins a socket that has read up to `position`, in one step with the answer: what was sent live after that number
   * is returned, what comes later is pushed. Null: too far behind for the memory of this channel; read on first.
   */
  join(socket: Socket, member: Member, position: number): FeedEntry[] | null {
    const missed = this.#ring.filter((entry) => entry.seq > position)
    if (position < this.#delivered && missed[0]?.seq !== position + 1) return null
    this.leave(socket)
    if (socket.connected) this.#add({ socket, member })
    return missed.map((entry) => this.present(entry, member))
  }

  leave(socket: Socket): void {
    const follower = this.#followers.get(socket.id)
    if (!follower) return
    this.#followers.delete(socket.id)
    const key = rightsKey(follower.member)
    const rights = this.#rights.get(key)
    if (rights && --rights.count === 0) this.#rights.delete(key)
    void socket.leave(this.#room(key))
  }

  present(entry: Entry, member: Member): FeedEntry {
    return isVisible(this.#audiences, entry, member) ? shown(this.#employerId, entry) : hidden(this.#employerId, entry)
  }

  /** Tells everybody the newest number, so that a lost last push is noticed. */
  announceHead(): void {
    for (const key of this.#rights.keys()) {
      const head = { employerId: EmployerId.parse(this.#employerId), seq: this.#delivered }
      this.#io.local.volatile.to(this.#room(key)).emit('feed:head', head)
    }
  }

  /** Holds every follower to the rights stored now. */
  async recheckAll(): Promise<void> {
    const users = new Set([...this.#followers.values()].map(({ member }) => member.userId))
    for (const userId of users) await this.recheck(userId)
  }

  close(): void {
    this.#following.close()
  }

  #add(follower: Follower): void {
    const key = rightsKey(follower.member)
    this.#followers.set(follower.socket.id, follower)
    const rights = this.#rights.get(key) ?? { count: 0, member: follower.member }
    rights.count++
    this.#rights.set(key, rights)
    void follower.socket.join(this.#room(key))
  }

  async #deliver(entries: readonly Entry[]): Promise<void> {
    for (const entry of entries) {
      // A change of rights takes effect before the entries after it are sent.
      if (entry.type.startsWith('user.')) await this.#recheckOrEnd(String(entry.data['userId']))
      this.#delivered = entry.seq
      this.#ring.push(entry)
      if (this.#ring.length > ringSize) this.#ring.shift()
      this.#emit(entry)
      this.#onPush()
    }
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** Whose rights cannot be read now gets nothing more here: their pages come back and are asked again. */
  async #recheckOrEnd(userId: string): Promise<void> {
    try {
      await this.recheck(userId)
    } catch {
      for (const { socket, member } of [...this.#followers.values()]) {
        if (member.userId !== userId) continue
        this.leave(socket)
        socket.disconnect(true)
      }
    }
  }

  /** One read per person, however many pages they have open. Without any right left, the connection ends. */
  async recheck(userId: string): Promise<void> {
    const theirs = [...this.#followers.values()].filter(({ member }) => member.userId === userId)
    const first = theirs[0]
    if (!first) return
    const now = await this.#refresh(first.member)
    for (const follower of theirs) {
      if (this.#followers.get(follower.socket.id) !== follower) continue
      // Of two checks that overlap, the one that read later counts, whichever ends first.
      if (now && now.membershipVersion < follower.member.membershipVersion) continue
      const member = now && { ...now, sessionId: follower.member.sessionId }
      if (member && rightsKey(member) === rightsKey(follower.member)) {
        follower.member = member
        continue
      }
      this.leave(follower.socket)
      if (member) this.#add({ socket: follower.socket, member })
      else follower.socket.disconnect(true)
    }
  }

  #emit(entry: Entry): void {
    const seeing: string[] = []
    const blind: string[] = []
    for (const [key, { member }] of this.#rights) {
      const rooms = isVisible(this.#audiences, entry, member) ? seeing : blind
      rooms.push(this.#room(key))
    }
    if (seeing.length > 0) this.#io.local.to(seeing).emit('feed', shown(this.#employerId, entry))
    if (blind.length > 0) this.#io.local.to(blind).emit('feed', hidden(this.#employerId, entry))
  }

  #room(key: string): string {
    return `feed:${this.#employerId}:${key}`
  }
}
