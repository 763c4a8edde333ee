import type { ChatEntry, endpoints, Participant } from '#protocol/chat'
import type { Answer, Result } from '#protocol/contract'
import type { commands } from '#protocol/events'
import type { ConversationId } from '#protocol/ids'
import { createStore, type Store } from '../../live/store.ts'
import { type FollowAnswer, type FollowerState, StreamFollower } from '../../live/stream-follower.ts'
import { applyEntries, applyHistory, type ChatState, emptyChat } from './state.ts'

type Followed = Answer<(typeof commands)['chat:follow']>
type Page = Result<typeof endpoints.readMessages>
type Loading = { readonly status: 'idle' | 'loading' } | { readonly status: 'failed'; readonly error: unknown }

/** One conversation as a page shows it. */
export interface ChannelView {
  /** Null until it is known where the conversation stands. */
  readonly chat: ChatState | null
  readonly participants: readonly Participant[]
  readonly access: 'write' | 'read' | null
  /** `isOpen`: the newest messages were asked for; until then only what comes is kept. */
  readonly isOpen: boolean
  readonly history: Loading
  readonly follower: FollowerState
  /** Who is writing now. */
  readonly typing: readonly string[]
}

export interface ChannelPorts {
  readonly follow: (
    after: number | undefined,
  ) => Promise<({ readonly ok: true } & Followed) | { readonly ok: false; readonly retryable: boolean }>
  readonly readPage: (query: { before?: number; limit: number }) => Promise<Page>
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Entries in order, each once, and the number of the last one. */
  readonly onEntries: (entries: readonly ChatEntry[], last: number) => void
  /** History was replaced or is too far ahead: whatever was derived from it is read again. */
  readonly onReset: () => void
}

const pageSize = 60
/** What the contract says about `chat:typing`. */
const typingTime = 6000

/** Follows one conversation, and reads as much of its past as somebody wants to see. */
export class Channel {
  readonly id: ConversationId
  readonly view: Store<ChannelView>
  readonly #ports: ChannelPorts
  readonly #follower: StreamFollower<ChatEntry>
  readonly #typing = new Map<string, () => void>()
  #isPlaced = false
  #isConnected = false
  /** Raised when history is dropped, so that a page asked for before is ignored. */
  #era = 0

  constructor(id: ConversationId, ports: ChannelPorts) {
    this.id = id
    this.#ports = ports
    this.view = createStore<ChannelView>({
      ...{ chat: null, participants: [], access: null, isOpen: false, history: { status: 'idle' } },
      ...{ follower: 'down', typing: [] },
    })
    this.#follower = new StreamFollower<ChatEntry>({
      follow: (after) => ports.follow(after).then((answer) => this.#joined(answer)),
      later: ports.later,
      onEntries: (entries) => this.#take(entries),
      onReset: (head) => this.#startOver(head),
      onState: (follower) => this.#set({ follower }),
    })
  }

  /** Everything up to this number is known elsewhere: follow from there. */
  startFrom(epoch: string | null, seq: number): void {
    if (this.#isPlaced) return
    this.#isPlaced = true
    this.#follower.startFrom(epoch, seq)
    this.#set({ chat: emptyChat(seq + 1) })
    if (this.#isConnected) this.#follower.connected()
  }

  connected(): void {
    this.#isConnected = true
    if (this.#isPlaced) this.#follower.connected()
    if (this.view.get().history.status === 'failed') void this.loadOlder()
  }

  disconnected(): void {
    this.#isConnected = false
    this.#follower.disconnected()
  }

  /** Somebody looks at it: read the newest messages, unless they are here. */
  open(): void {
    if (this.view.get().isOpen) return
    this.#set({ isOpen: true })
    void this.loadOlder()
  }

  /** Reads the page before the oldest message, or the newest one when nothing is known. */
  async loadOlder(limit = pageSize): Promise<void> {
    const { chat, history } = this.view.get()
    if (history.status === 'loading' || (chat && chat.from <= 1)) return
    const era = this.#era
    this.#set({ history: { status: 'loading' } })
    try {
      const page = await this.#ports.readPage(chat ? { before: chat.from, limit } : { limit })
      if (era === this.#era) this.#add(page)
    } catch (error) {
      if (era === this.#era) this.#set({ history: { status: 'failed', error } })
    }
  }

  /** Reads back until an entry is here; answers whether it is. */
  async loadUntil(seq: number): Promise<boolean> {
    for (;;) {
      const { chat, history } = this.view.get()
      if (chat && chat.from <= seq) return true
      if (history.status === 'loading') await this.#settledHistory()
      else {
        await this.loadOlder(500)
        if (this.view.get().history.status === 'failed') return false
      }
    }
  }

  /** Entries read for another purpose, of a thread for instance. */
  learn(entries: readonly ChatEntry[]): void {
    const { chat } = this.view.get()
    if (chat) this.#set({ chat: applyEntries(chat, entries) })
  }

  pushed(entry: ChatEntry): void {
    this.#follower.pushed(entry)
  }

  headed(seq: number): void {
    this.#follower.headed(seq)
  }

  check(): void {
    this.#follower.check()
  }

  /** I am not in this conversation any more. */
  revoked(): void {
    this.#follower.disconnected()
    this.#isConnected = false
    this.#set({ access: null, follower: 'refused' })
  }

  know(facts: Partial<Pick<ChannelView, 'participants' | 'access'>>): void {
    this.#set(facts)
  }

  readBy(userId: string, seq: number): void {
    const { participants } = this.view.get()
    if (!participants.some((one) => one.id === userId && one.readSeq < seq)) return
    this.#set({ participants: participants.map((one) => (one.id === userId ? { ...one, readSeq: seq } : one)) })
  }

  typed(userId: string): void {
    this.#typing.get(userId)?.()
    this.#typing.set(
      userId,
      this.#ports.later(() => this.#stopsTyping([userId]), typingTime),
    )
    this.#set({ typing: [...this.#typing.keys()] })
  }

  #joined(answer: Awaited<ReturnType<ChannelPorts['follow']>>): FollowAnswer<ChatEntry> {
    if (answer.ok) this.#set({ participants: answer.participants, access: answer.access })
    return answer
  }

  #take(entries: readonly ChatEntry[]): void {
    const { chat } = this.view.get()
    const last = entries.at(-1)?.seq ?? 0
    this.#set({ chat: applyEntries(chat ?? emptyChat(entries[0]?.seq ?? 1), entries) })
    this.#stopsTyping(entries.map(({ sender }) => sender.id))
    this.#ports.onEntries(entries, last)
  }

  #add(page: Page): void {
    const first = page.more ? (page.items[0]?.seq ?? 1) : 1
    if (!this.#isPlaced) this.startFrom(page.epoch, page.items.at(-1)?.seq ?? page.head)
    const chat = this.view.get().chat ?? emptyChat(page.head + 1)
    this.#set({ chat: applyHistory(chat, page.items, first), history: { status: 'idle' } })
  }

  #startOver(head: number): void {
    this.#era++
    this.#set({ chat: emptyChat(head + 1), history: { status: 'idle' } })
    if (this.view.get().isOpen) void this.loadOlder()
    this.#ports.onReset()
  }

  #stopsTyping(userIds: readonly string[]): void {
    if (!userIds.some((userId) => this.#typing.has(userId))) return
    for (const userId of userIds) {
      this.#typing.get(userId)?.()
      this.#typing.delete(userId)
    }
    this.#set({ typing: [...this.#typing.keys()] })
  }

  #settledHistory(): Promise<void> {
    return new Promise((resolve) => {
      const stop = this.view.subscribe(() => {
        if (this.view.get().history.status === 'loading') return
        stop()
        resolve()
      })
    })
  }

  #set(change: Partial<ChannelView>): void {
    this.view.set((view) => ({ ...view, ...change }))
  }
}
