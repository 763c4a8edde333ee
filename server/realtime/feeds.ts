import type { Answer } from '#protocol/contract'
import type { commands, FeedEntry } from '#protocol/feed'
import type { Member } from '../http/actor.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Audiences } from './audience.ts'
import { FeedChannel, type Refresh } from './feed-channel.ts'
import type { Server, Socket } from './io.ts'

type Followed = Answer<(typeof commands)['feed:follow']>

/** Entries per answer; `more` says that the next page waits. */
const pageSize = 500
/** Further behind than this, loading by REST is quicker than replaying. */
const furthest = 5000
/** How often the newest number is told, in milliseconds. */
const headInterval = 10_000

export interface FeedParts {
  readonly io: Server
  readonly journal: Journal
  readonly audiences: Audiences
  readonly refresh: Refresh
  readonly epoch: string
  /** Told once per entry that is sent to followers of this node. */
  readonly onPush: () => void
}

/** All feeds followed on this node. */
export class Feeds {
  readonly #parts: FeedParts
  readonly #channels = new Map<string, Promise<FeedChannel>>()
  readonly #timer: NodeJS.Timeout

  constructor(parts: FeedParts) {
    this.#parts = parts
    this.#timer = setInterval(() => void this.#announceHeads(), headInterval)
  }

  /** Answers what the member missed after `after`, and pushes from there on once nothing is left to fetch. */
  async follow(socket: Socket, member: Member, after: number | undefined): Promise<Followed> {
    const channel = await this.#channel(member.employerId)
    // Held, so that the channel is not closed as idle while this socket is about to join it.
    channel.hold()
    try {
      const answer = await this.#catchUp(channel, socket, member, after)
      // A right taken away between reading it and joining was told before this socket was there to hear it.
      await channel.recheck(member.userId)
      return answer
    } finally {
      channel.release()
    }
  }

  async #catchUp(channel: FeedChannel, socket: Socket, member: Member, after: number | undefined): Promise<Followed> {
    const { journal, epoch } = this.#parts
    const stream = feedOf(member.employerId)
    const head = await journal.head(stream)
    if (after === undefined || after > head || head - after > furthest) {
      const late = await this.#join(channel, socket, member, head)
      const joinedAt = late.at(-1)?.seq ?? head
      return after === undefined
        ? { epoch, head: joinedAt, entries: [], more: false }
        : { epoch, head: joinedAt, reset: true }
    }
    const entries = await journal.read(stream, after, pageSize)
    const page = entries.map((entry) => channel.present(entry, member))
    const last = entries.at(-1)?.seq ?? after
    if (entries.length === pageSize && last < head) return { epoch, head, entries: page, more: true }
    const all = [...page, ...(await this.#join(channel, socket, member, last))]
    return { epoch, head: all.at(-1)?.seq ?? head, entries: all, more: false }
  }

  async unfollow(socket: Socket, employerId: string): Promise<void> {
    const channel = await this.#channels.get(employerId)
    channel?.leave(socket)
    this.#closeIfIdle(employerId, channel)
  }

  async leaveAll(socket: Socket): Promise<void> {
    for (const employerId of this.#channels.keys()) await this.unfollow(socket, employerId)
  }

  /** Every channel of this node, for the sweep. */
  async channels(): Promise<FeedChannel[]> {
    return Promise.all(this.#channels.values())
  }

  close(): void {
    clearInterval(this.#timer)
    for (const channel of this.#channels.values()) void channel.then((open) => open.close())
    this.#channels.clear()
  }

  /** Joins at a position; entries sent live in the meantime come back. Reads on until the channel's memory reaches. */
  async #join(channel: FeedChannel, socket: Socket, member: Member, position: number): Promise<FeedEntry[]> {
    const between: FeedEntry[] = []
    for (let at = position; ; ) {
      await channel.hasSent(at)
      const missed = channel.join(socket, member, at)
      if (missed) return [...between, ...missed]
      const entries = await this.#parts.journal.read(feedOf(member.employerId), at, pageSize)
      between.push(...entries.map((entry) => channel.present(entry, member)))
      at = entries.at(-1)?.seq ?? at
    }
  }

  #channel(employerId: string): Promise<FeedChannel> {
    const open = this.#channels.get(employerId)
    if (open) return open
    const opening = this.#parts.journal
      .head(feedOf(employerId))
      .then((head) => new FeedChannel({ ...this.#parts, employerId, head }))
    this.#channels.set(employerId, opening)
    opening.catch(() => this.#channels.delete(employerId))
    return opening
  }

  #closeIfIdle(employerId: string, channel: FeedChannel | undefined): void {
    if (!channel?.isIdle) return
    channel.close()
    this.#channels.delete(employerId)
  }

  async #announceHeads(): Promise<void> {
    for (const [employerId, opening] of this.#channels) {
      const channel = await opening
      this.#closeIfIdle(employerId, channel)
      channel.announceHead()
    }
  }
}
