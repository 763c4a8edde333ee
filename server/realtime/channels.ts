import { AppError } from '../app-error.ts'
import type { Entry } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import { createSharedRead } from '../store/shared-read.ts'
import { Channel } from './channel.ts'
import type { ChannelKind, Reader } from './channel-kind.ts'
import type { Server, Socket } from './io.ts'

/** Entries per answer; `more` says that the next page waits. */
const usualPage = 500
/** Further behind than this, loading by REST is quicker than replaying. */
const furthest = 5000
/** How often the newest number is told, in milliseconds. */
const headInterval = 10_000

/** As stored, and as kept for sending. */
interface Page<Form> {
  readonly entries: readonly Entry[]
  readonly forms: readonly Form[]
}

const noPage = { entries: [], forms: [] } as const

/** Answer to somebody who follows from a number. */
export interface Followed<Wire> {
  epoch: string
  head: number
  entries?: Wire[]
  more?: boolean
  reset?: true
}

export interface ChannelsParts<R extends Reader, Form extends { readonly seq: number }, Wire> {
  readonly io: Server
  readonly journal: SharedJournal
  readonly epoch: string
  /** Told once per entry that is sent to followers of this node. */
  readonly onPush: () => void
  /** What the channel of this id is about; asked when the first page follows it. */
  readonly kindOf: (id: string, reader: R) => ChannelKind<R, Form, Wire>
  readonly pageSize?: number
}

/** All streams of one kind that are followed on this node, by id. */
export class Channels<R extends Reader, Form extends { readonly seq: number }, Wire> {
  readonly #parts: ChannelsParts<R, Form, Wire>
  readonly #channels = new Map<string, Promise<Channel<R, Form, Wire>>>()
  readonly #timer: NodeJS.Timeout
  readonly #pageSize: number
  /** Everybody comes back at once when a node was away, most of them to the same number. */
  readonly #pages = createSharedRead<Page<Form>>()
  readonly #heads = createSharedRead<number>()
  /** Of those pages the ones that are being read, by stream and number. */
  readonly #reading = new Map<string, Promise<unknown>>()

  constructor(parts: ChannelsParts<R, Form, Wire>) {
    this.#parts = parts
    this.#pageSize = parts.pageSize ?? usualPage
    this.#timer = setInterval(() => this.#announceHeads(), headInterval)
  }

  /**
   * Answers what the reader missed after `after`, and pushes from there on once nothing is left to fetch.
   * @param besides what else is read for the answer: the rights of who has joined are read after it too
   */
  async follow(
    socket: Socket,
    id: string,
    reader: R,
    after: number | undefined,
    besides?: () => Promise<void>,
  ): Promise<Followed<Wire>> {
    const channel = await this.#channel(id, reader)
    // Held, so that the channel is not closed as idle while this socket is about to join it.
    channel.hold()
    try {
      const [answer] = await Promise.all([this.#catchUp(channel, socket, reader, after), besides?.()])
      // A right taken away between reading it and joining was told before this socket was there to hear it.
      await channel.recheck(reader.userId)
      return answer
    } finally {
      channel.release()
    }
  }

  async unfollow(socket: Socket, id: string): Promise<void> {
    const channel = await this.find(id)
    channel?.leave(socket)
    this.#closeIfIdle(id, channel)
  }

  async leaveAll(socket: Socket): Promise<void> {
    for (const id of this.#channels.keys()) await this.unfollow(socket, id)
  }

  /** The channel, when somebody here follows it. One that could not be opened is told to who asked for it, alone. */
  async find(id: string): Promise<Channel<R, Form, Wire> | undefined> {
    return this.#channels.get(id)?.catch(() => undefined)
  }

  /** Holds everybody who follows anything to the rights stored now. */
  async recheckAll(): Promise<void> {
    for (const id of this.#channels.keys()) await (await this.find(id))?.recheckAll()
  }

  close(): void {
    clearInterval(this.#timer)
    for (const id of this.#channels.keys()) void this.find(id).then((channel) => channel?.close())
    this.#channels.clear()
  }

  async #catchUp(
    channel: Channel<R, Form, Wire>,
    socket: Socket,
    reader: R,
    after: number | undefined,
  ): Promise<Followed<Wire>> {
    const { journal, epoch } = this.#parts
    const { stream } = channel.kind
    const page = after === undefined ? noPage : await this.#missed(channel, after)
    if (!page) {
      const { missed, position } = await this.#join(channel, socket, reader, after ?? 0)
      return { epoch, head: position, entries: missed, more: false }
    }
    const { entries, forms } = page
    const newest = entries.at(-1)?.seq
    // A page that is not full ends at the head; behind a full one the channel knows what else was sent.
    const isEnd = newest !== undefined && entries.length < this.#pageSize
    const head = newest === undefined ? await journal.head(stream) : isEnd ? newest : Math.max(newest, channel.head)
    if (after === undefined || after > head || head - after > furthest) {
      const { position } = await this.#join(channel, socket, reader, head)
      return after === undefined
        ? { epoch, head: position, entries: [], more: false }
        : { epoch, head: position, reset: true }
    }
    const seen = forms.map((form) => channel.kind.view(form, reader))
    const last = newest ?? after
    if (!isEnd && last < head) return { epoch, head, entries: seen, more: true }
    const { missed, position } = await this.#join(channel, socket, reader, last)
    return { epoch, head: Math.max(position, head), entries: [...seen, ...missed], more: false }
  }

  /**
   * A page of what came after this number; null: memory has everything that is stored. What somebody reads just now is
   * waited for instead of read again.
   */
  async #missed(channel: Channel<R, Form, Wire>, after: number): Promise<Page<Form> | null> {
    const { heard } = channel
    if (heard === null) return this.#readPage(channel, after)
    await channel.hasSent(heard)
    const reading = this.#reading.get(placeOf(channel, after))
    if (reading && !channel.reachesBackTo(after)) await reading
    if (!channel.reachesBackTo(after)) return this.#readPage(channel, after)
    // Another node may have written what takes a text out of memory, and its news be on the way: then the store is asked.
    const { stream } = channel.kind
    const head = await this.#heads(stream, () => this.#parts.journal.head(stream))
    return head <= channel.head ? null : this.#readPage(channel, after)
  }

  async #readPage(channel: Channel<R, Form, Wire>, after: number): Promise<Page<Form>> {
    const { kind } = channel
    const place = placeOf(channel, after)
    const page = this.#pages(place, async () => {
      const { head } = channel
      const entries = await this.#parts.journal.read(kind.stream, after, this.#pageSize)
      const forms = await kind.prepare(entries)
      channel.remember(forms, head)
      return { entries, forms }
    })
    const isRead = page.catch(() => undefined)
    this.#reading.set(place, isRead)
    try {
      return await page
    } finally {
      if (this.#reading.get(place) === isRead) this.#reading.delete(place)
    }
  }

  /** Joins at a position; entries sent live in the meantime come back. Reads on until the channel's memory reaches. */
  async #join(
    channel: Channel<R, Form, Wire>,
    socket: Socket,
    reader: R,
    position: number,
  ): Promise<{ missed: Wire[]; position: number }> {
    const between: Wire[] = []
    let rights = reader
    for (let at = position; ; ) {
      await channel.hasSent(at)
      if (channel.kind.isStale(rights)) {
        const now = await channel.kind.refresh(rights)
        if (!now) throw new AppError('not-found')
        rights = now
        continue
      }
      const missed = channel.join(socket, rights, at)
      if (missed) return { missed: [...between, ...missed], position: at + missed.length }
      const entries = await this.#parts.journal.read(channel.kind.stream, at, this.#pageSize)
      between.push(...(await present(channel, entries, rights)))
      at = entries.at(-1)?.seq ?? at
    }
  }

  #channel(id: string, reader: R): Promise<Channel<R, Form, Wire>> {
    const open = this.#channels.get(id)
    if (open) return open
    const { io, journal, onPush, kindOf } = this.#parts
    const kind = kindOf(id, reader)
    const opening = journal.news(kind.stream).then((news) => new Channel({ io, kind, news, onPush }))
    this.#channels.set(id, opening)
    opening.catch(() => this.#channels.delete(id))
    return opening
  }

  #closeIfIdle(id: string, channel: Channel<R, Form, Wire> | undefined): void {
    if (!channel?.isIdle) return
    channel.close()
    this.#channels.delete(id)
  }

  #announceHeads(): void {
    for (const id of this.#channels.keys()) {
      void this.find(id).then((channel) => {
        this.#closeIfIdle(id, channel)
        channel?.announceHead()
      })
    }
  }
}

const placeOf = ({ kind }: { readonly kind: { readonly stream: string } }, after: number) => `${kind.stream} ${after}`

async function present<R extends Reader, Form extends { readonly seq: number }, Wire>(
  { kind }: Channel<R, Form, Wire>,
  entries: readonly Entry[],
  reader: R,
): Promise<Wire[]> {
  return (await kind.prepare(entries)).map((form) => kind.view(form, reader))
}
