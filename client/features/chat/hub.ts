import { type ChatEntry, type ChatPerson, type Conversation, endpoints } from '#protocol/chat'
import type { ConversationId } from '#protocol/ids'
import { type LiveLine, mayRetry } from '../../live/live-line.ts'
import type { LiveSocket } from '../../live/live-socket.ts'
import { LiveValue, type LiveValueState } from '../../live/live-value.ts'
import { createStore, type Store } from '../../live/store.ts'
import { call } from '../../rest/call.ts'
import { CallError } from '../../rest/call-error.ts'
import { idempotencyKey } from '../../rest/idempotency-key.ts'
import { Channel } from './channel.ts'
import { deliverBy } from './deliver.ts'
import { createJottings } from './jottings.ts'
import { applyRead, applyToList, mayUncount } from './list-state.ts'
import { ChatOutbox, type TabNews } from './outbox.ts'
import type { OutgoingStore } from './outgoing.ts'
import { Presence } from './presence.ts'
import { ReadMarks } from './read-marks.ts'

type List = readonly Conversation[]

/** Of more conversations than this, the rest is followed once it is opened. */
const mostFollowed = 100
const longestList = 1000
const typingPause = 3000

const later = (run: () => void, milliseconds: number): (() => void) => {
  const timer = setTimeout(run, milliseconds)
  return () => clearTimeout(timer)
}

/** All conversations of one person in one page: what comes in is dealt out, what goes out waits its turn. */
export class ChatHub {
  readonly me: ChatPerson
  readonly outbox: ChatOutbox
  readonly presence: Presence
  readonly list: Store<LiveValueState<List>> = createStore<LiveValueState<List>>({ status: 'loading' })
  readonly #line: LiveLine
  readonly #list: LiveValue<List, ChatEntry>
  readonly #marks: ReadMarks
  readonly #channels = new Map<ConversationId, Channel>()
  #typedAt = 0
  /** An entry has come after which unread messages cannot be counted here. */
  #isUnsure = false

  constructor(parts: { me: ChatPerson; line: LiveLine; store: OutgoingStore; tell: (news: TabNews) => void }) {
    const { me, line, store, tell } = parts
    this.me = me
    this.#line = line
    this.presence = new Presence(line)
    this.#marks = new ReadMarks((conversationId, seq) => line.ask('chat:read', { conversationId, seq }), later)
    this.#list = new LiveValue<List, ChatEntry>(
      {
        load: async (signal) => this.#marked(await readList(signal)),
        apply: (list, entry) => {
          this.#isUnsure ||= mayUncount(list, entry, me.id)
          return applyToList(list, [entry], me.id)
        },
      },
      () => this.#listed(),
    )
    this.outbox = new ChatOutbox({
      ...{ userId: me.id, store, tell, later },
      jottings: createJottings(() => localStorage),
      deliver: deliverBy(line),
      isOpen: () => line.isOpen,
      newId: idempotencyKey,
      onStored: ({ conversationId }, seq) => {
        const channel = this.#channels.get(conversationId)
        // What nobody shows needs no stand-in; where it is shown, a lost push is noticed by this number.
        if (!channel) this.outbox.settled(conversationId, seq)
        else channel.headed(seq)
      },
    })
  }

  /** Uses the line until the answered function is called. */
  start(): () => void {
    let wasOpen = false
    const leave = this.#line.join({
      bind: (socket) => this.#bind(socket),
      onOpen: () => {
        for (const channel of this.#channels.values()) channel.connected()
        // Reading on another device and new conversations leave no entry here.
        if (wasOpen) void this.#list.load()
        wasOpen = true
        this.presence.connected()
        this.#marks.wake()
        this.outbox.wake()
      },
      onClose: () => {
        this.presence.disconnected()
        for (const channel of this.#channels.values()) channel.disconnected()
      },
    })
    void this.#list.load()
    return () => {
      leave()
      for (const channel of this.#channels.values()) channel.disconnected()
      this.#list.dispose()
    }
  }

  /** A conversation that somebody looks at, in the list or not. */
  open(id: ConversationId): Channel {
    const channel = this.#channel(id)
    channel.open()
    return channel
  }

  reload = (): void => {
    void this.#list.load()
  }

  /** The page is seen again: was something missed? */
  check(): void {
    for (const channel of this.#channels.values()) channel.check()
  }

  markRead(conversationId: ConversationId, seq: number): void {
    const known = this.list.get()
    const conversation = known.status === 'loaded' ? known.data.find(({ id }) => id === conversationId) : undefined
    if (conversation && conversation.readSeq >= seq) return
    this.#marks.want(conversationId, seq)
    this.#read({ conversationId, userId: this.me.id, seq })
  }

  typing(conversationId: ConversationId): void {
    const now = Date.now()
    if (now - this.#typedAt < typingPause) return
    this.#typedAt = now
    this.#line.hint('chat:typing', { conversationId })
  }

  /** Who is in conversations, or what they may do there, changed. */
  changed(): void {
    this.reload()
    for (const channel of this.#channels.values()) if (channel.view.get().isOpen) void this.#readAgain(channel)
  }

  async #readAgain(channel: Channel): Promise<void> {
    try {
      const params = { conversationId: channel.id }
      const { participants, access } = await call(endpoints.readConversation, { params })
      channel.know({ participants, access })
    } catch (error) {
      // No answer: joining again after the connection is back tells the same.
      if (error instanceof CallError && !error.retryable) channel.revoked()
    }
  }

  #bind(socket: LiveSocket): () => void {
    const chat = (entry: ChatEntry) => this.#channels.get(entry.conversationId)?.pushed(entry)
    const head = ({ conversationId, seq }: { conversationId: ConversationId; seq: number }) =>
      this.#channels.get(conversationId)?.headed(seq)
    const read = (reader: { conversationId: ConversationId; userId: string; seq: number }) => {
      this.#channels.get(reader.conversationId)?.readBy(reader.userId, reader.seq)
      this.#read(reader)
    }
    const typing = ({ conversationId, userId }: { conversationId: ConversationId; userId: string }) => {
      if (userId !== this.me.id) this.#channels.get(conversationId)?.typed(userId)
    }
    const revoked = ({ conversationId }: { conversationId: ConversationId }) => {
      this.#channels.get(conversationId)?.revoked()
      this.reload()
    }
    const stopPresence = this.presence.bind(socket)
    socket.on('chat', chat).on('chat:head', head).on('chat:read', read)
    socket.on('chat:typing', typing).on('chat:revoked', revoked)
    return () => {
      stopPresence()
      socket.off('chat', chat).off('chat:head', head).off('chat:read', read)
      socket.off('chat:typing', typing).off('chat:revoked', revoked)
    }
  }

  #read(reader: { conversationId: ConversationId; userId: string; seq: number }): void {
    let isUnsure = false
    this.#list.update((list) => {
      const read = applyRead(list, reader, this.me.id)
      isUnsure = read.isUnsure
      return read.list
    })
    if (isUnsure) this.reload()
  }

  /** What I read while the list was on its way. */
  #marked(list: List): List {
    return list.reduce((marked, { id }) => {
      const seq = this.#marks.wanted(id)
      return seq > 0 ? applyRead(marked, { conversationId: id, userId: this.me.id, seq }, this.me.id).list : marked
    }, list)
  }

  #listed(): void {
    const state = this.#list.state
    this.list.set(state)
    if (state.status !== 'loaded') return
    if (this.#isUnsure) {
      this.#isUnsure = false
      this.reload()
    }
    for (const { id, head } of state.data.slice(0, mostFollowed)) {
      if (!this.#channels.has(id)) this.#channel(id).startFrom(null, head)
    }
  }

  #channel(id: ConversationId): Channel {
    const known = this.#channels.get(id)
    if (known) return known
    const channel = new Channel(id, {
      follow: async (after) => {
        const answer = await this.#line.ask('chat:follow', {
          conversationId: id,
          ...(after === undefined ? {} : { after }),
        })
        return answer.ok ? answer : { ok: false, retryable: mayRetry(answer) }
      },
      readPage: (query) => call(endpoints.readMessages, { params: { conversationId: id }, query }),
      later,
      onEntries: (entries, last) => {
        for (const entry of entries) this.#list.receive(entry)
        this.outbox.settled(id, last)
      },
      onReset: this.reload,
    })
    this.#channels.set(id, channel)
    if (this.#line.isOpen) channel.connected()
    return channel
  }
}

async function readList(signal: AbortSignal): Promise<List> {
  const list: Conversation[] = []
  let cursor: string | null = null
  do {
    const query = { limit: 200, ...(cursor === null ? {} : { cursor }) }
    const page: { items: Conversation[]; nextCursor: string | null } = await call(endpoints.listConversations, {
      query,
      signal,
    })
    list.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && list.length < longestList)
  return list
}
