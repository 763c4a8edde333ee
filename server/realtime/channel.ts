import type { Entry } from '../journal/entry.ts'
import type { News } from '../journal/follow.ts'
import type { ChannelKind, Group, Reader, Whose } from './channel-kind.ts'
import type { Server, Socket } from './io.ts'

/** Entries kept in memory so that somebody who follows can be joined to the live stream without a gap. */
const ringSize = 500
/** How long to wait before the store is asked again, in milliseconds. */
const patience = 250

interface Follower<R> {
  readonly socket: Socket
  reader: R
}

/**
 * One stream on this node: takes the journal's entries in order and sends each to the sockets that follow, encoded
 * once for all who see the same.
 */
export class Channel<R extends Reader, Form extends { readonly seq: number }, Wire> {
  readonly kind: ChannelKind<R, Form, Wire>
  readonly #io: Server
  readonly #onPush: () => void
  readonly #followers = new Map<string, Follower<R>>()
  /** How many followers each rights key has, and one of them to ask the policy about. */
  readonly #groups = new Map<string, { count: number } & Group<R>>()
  readonly #ring: Form[] = []
  readonly #following
  readonly #unwatch: () => void
  /** Who waits until what they have read was sent here. */
  readonly #waiting: (() => void)[] = []
  #delivered: number
  #holds = 0
  #isClosed = false

  constructor(parts: {
    io: Server
    kind: ChannelKind<R, Form, Wire>
    /** Of the kind's stream. */
    news: News
    onPush: () => void
  }) {
    this.kind = parts.kind
    this.#io = parts.io
    this.#onPush = parts.onPush
    this.#delivered = parts.news.head
    this.#following = parts.news.follow((entries) => this.#deliver(entries))
    this.#unwatch = parts.kind.watch((whose) => void this.#recheckOrEnd(whose))
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
   * What this process wrote itself or heard of by now; null: while it finds out what it has missed. An entry that was
   * acknowledged here is never newer.
   */
  get heard(): number | null {
    return this.#following.heard
  }

  /** True when everything sent after this number is in memory, for whoever joins from there. */
  reachesBackTo(position: number): boolean {
    return (
      position === this.#delivered || (position < this.#delivered && position + 1 >= (this.#ring[0]?.seq ?? Infinity))
    )
  }

  /**
   * Keeps entries that were read of the time before those in memory, for others who come back to the same place.
   * @param head the last entry sent when reading began: if another was sent since, it may have changed what was read
   */
  remember(forms: readonly Form[], head: number): void {
    if (head !== this.#delivered) return
    const first = this.#ring[0]?.seq ?? this.#delivered + 1
    const older = forms.filter(({ seq }) => seq < first)
    if (older.at(-1)?.seq !== first - 1) return
    const room = ringSize - this.#ring.length
    if (room > 0) this.#ring.unshift(...older.slice(-room))
  }

  /** The rights with which this socket follows; undefined: it does not. */
  readerOf(socket: Socket): R | undefined {
    return this.#followers.get(socket.id)?.reader
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
  join(socket: Socket, reader: R, position: number): Wire[] | null {
    const missed = this.#ring.filter((form) => form.seq > position)
    if (position < this.#delivered && missed[0]?.seq !== position + 1) return null
    this.leave(socket)
    if (socket.connected) this.#add({ socket, reader })
    return missed.map((form) => this.kind.view(form, reader))
  }

  leave(socket: Socket): void {
    const follower = this.#followers.get(socket.id)
    if (!follower) return
    this.#followers.delete(socket.id)
    const key = this.kind.rightsKey(follower.reader)
    const group = this.#groups.get(key)
    if (group && --group.count === 0) this.#groups.delete(key)
    void socket.leave(this.#room(key))
  }

  /** Tells everybody the newest number, so that a lost last push is noticed. */
  announceHead(): void {
    if (this.#groups.size > 0) this.kind.emitHead(this.#io, this.#delivered, [...this.#groups.values()])
  }

  /** Holds every follower to the rights stored now: all are asked for at once, so that they can be read together. */
  async recheckAll(): Promise<void> {
    const users = new Set([...this.#followers.values()].map(({ reader }) => reader.userId))
    await Promise.all([...users].map((userId) => this.recheck(userId)))
  }

  /** One read per person, however many pages they have open. Without any right left, nothing is followed any more. */
  async recheck(userId: string): Promise<void> {
    const theirs = [...this.#followers.values()].filter(({ reader }) => reader.userId === userId)
    const first = theirs[0]
    if (!first) return
    const now = await this.kind.refresh(first.reader)
    for (const follower of theirs) {
      if (this.#followers.get(follower.socket.id) !== follower) continue
      if (now && this.kind.isOlder(now, follower.reader)) continue
      const reader = now && { ...now, sessionId: follower.reader.sessionId }
      if (reader && this.kind.rightsKey(reader) === this.kind.rightsKey(follower.reader)) {
        follower.reader = reader
        continue
      }
      this.leave(follower.socket)
      if (reader) this.#add({ socket: follower.socket, reader })
      else this.kind.revoke(follower.socket)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#following.close()
    this.#unwatch()
  }

  #add(follower: Follower<R>): void {
    const key = this.kind.rightsKey(follower.reader)
    this.#followers.set(follower.socket.id, follower)
    const group = this.#groups.get(key) ?? { count: 0, room: this.#room(key), reader: follower.reader }
    group.count++
    this.#groups.set(key, group)
    void follower.socket.join(group.room)
  }

  async #deliver(entries: readonly Entry[]): Promise<void> {
    const forms = await this.#prepare(entries)
    for (const [i, form] of forms.entries()) {
      // A change of rights takes effect before the entries after it are sent.
      const entry = entries[i]
      const whose = entry ? this.kind.concerns(entry) : null
      if (whose) await this.#recheckOrEnd(whose)
      this.#delivered = form.seq
      this.kind.amend(this.#ring, form)
      this.#ring.push(form)
      if (this.#ring.length > ringSize) this.#ring.shift()
      if (this.#groups.size > 0) this.kind.emit(this.#io, form, [...this.#groups.values()])
      this.#onPush()
    }
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  /** What cannot be prepared now waits, and with it who joins: a store that does not answer is asked again. */
  async #prepare(entries: readonly Entry[]): Promise<readonly Form[]> {
    for (;;) {
      try {
        return await this.kind.prepare(entries)
      } catch (error) {
        if (this.#isClosed) throw error
        await new Promise((resolve) => setTimeout(resolve, patience))
      }
    }
  }

  /** Whose rights cannot be read now gets nothing more here: their pages come back and are asked again. */
  async #recheckOrEnd(whose: Whose): Promise<void> {
    try {
      await (whose === 'everybody' ? this.recheckAll() : this.recheck(whose.userId))
    } catch {
      for (const { socket, reader } of [...this.#followers.values()]) {
        if (whose !== 'everybody' && reader.userId !== whose.userId) continue
        this.leave(socket)
        socket.disconnect(true)
      }
    }
  }

  #room(key: string): string {
    return `${this.kind.stream}:${key}`
  }
}
