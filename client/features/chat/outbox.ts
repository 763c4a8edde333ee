import { type ErrorCode, errorCatalogue } from '#protocol/errors'
import type { ConversationId } from '#protocol/ids'
import { backOff } from '../../live/back-off.ts'
import { createStore, type Store } from '../../live/store.ts'
import type { Intent, Jottings, Outgoing, OutgoingStore, OutgoingView, Wanted } from './outgoing.ts'

/** What the server said; no answer at all is a rejection. */
export type Delivery =
  | { readonly ok: true; readonly seq: number }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string }

/** Between the tabs of one person in one browser. */
export type TabNews =
  | { readonly type: 'changed' }
  | { readonly type: 'sending'; readonly clientMessageId: string; readonly isSending: boolean }
  | { readonly type: 'stored'; readonly outgoing: Outgoing; readonly seq: number }

export interface OutboxPorts {
  readonly userId: string
  readonly store: OutgoingStore
  readonly jottings: Jottings
  readonly deliver: (outgoing: Outgoing) => Promise<Delivery>
  readonly isOpen: () => boolean
  readonly newId: () => string
  readonly later: (run: () => void, milliseconds: number) => () => void
  /** Tells the other tabs. */
  readonly tell: (news: TabNews) => void
  /** The server has it under this number: an entry of that number exists. */
  readonly onStored: (outgoing: Outgoing, seq: number) => void
}

/** A mistake in the server may pass, or be met again for ever by this one message: the person decides then. */
const mostInternalFailures = 4

interface Lane {
  isBusy: boolean
  failures: number
  cancel: (() => void) | null
}

/**
 * Everything this person wants to say that the server has not stored yet. Kept first, sent second, removed last: a crash
 * between any two steps sends it again under the same id, and the server stores it once. In order and one at a time per
 * conversation, by the leading tab.
 */
export class ChatOutbox {
  readonly view: Store<readonly OutgoingView[]> = createStore<readonly OutgoingView[]>([])
  readonly #ports: OutboxPorts
  readonly #lanes = new Map<ConversationId, Lane>()
  /** Shown already, on their way into the store. */
  readonly #fresh = new Map<string, Outgoing>()
  readonly #sending = new Set<string>()
  readonly #stored = new Map<string, { outgoing: Outgoing; seq: number }>()
  /** Acknowledged while this page was open: never shown or sent again, even before the store has let them go. */
  readonly #done = new Set<string>()
  #kept: readonly Outgoing[] = []
  #isLeading = false
  #recovery: Promise<void> | null = null

  constructor(ports: OutboxPorts) {
    this.#ports = ports
  }

  /** This tab sends from now on, until the answered function is called. */
  lead = (): (() => void) => {
    this.#isLeading = true
    void this.refresh()
    return () => {
      this.#isLeading = false
      for (const lane of this.#lanes.values()) lane.cancel?.()
      this.#lanes.clear()
    }
  }

  /** Resolves once it is written down; then it is sent, now or whenever that is possible. */
  async add(conversationId: ConversationId, intent: Intent): Promise<void> {
    const { userId, store, jottings, newId, tell } = this.#ports
    const at = new Date().toISOString()
    const wanted = { clientMessageId: newId(), userId, conversationId, intent, at, failure: null }
    jottings.put(wanted)
    this.#shows(wanted)
    try {
      await this.#recovered()
      await store.add(wanted)
    } finally {
      jottings.remove(wanted)
      this.#fresh.delete(wanted.clientMessageId)
      await this.refresh()
    }
    tell({ type: 'changed' })
  }

  #shows(wanted: Wanted): void {
    this.#fresh.set(wanted.clientMessageId, { ...wanted, order: Number.MAX_SAFE_INTEGER })
    this.#show()
  }

  /** What a page that was left had no time to write down comes before all else, once per page. */
  #recovered(): Promise<void> {
    this.#recovery ??= this.#recover()
    return this.#recovery
  }

  async #recover(): Promise<void> {
    const { userId, store, jottings } = this.#ports
    const left = jottings.all(userId).filter(({ clientMessageId }) => !this.#fresh.has(clientMessageId))
    for (const wanted of left) this.#shows(wanted)
    for (const wanted of left) {
      try {
        await store.add(wanted)
      } catch {
        // It stays where it is, and on screen as waiting; the next page tries again.
        continue
      }
      jottings.remove(wanted)
      this.#fresh.delete(wanted.clientMessageId)
    }
  }

  async retry(outgoing: Outgoing): Promise<void> {
    await this.#ports.store.replace({ ...onlyKept(outgoing), failure: null })
    await this.#changed()
  }

  /** Takes back what was not stored. */
  async discard(outgoing: Outgoing): Promise<void> {
    await this.#ports.store.remove(outgoing.order)
    await this.#changed()
  }

  heard(news: TabNews): void {
    if (news.type === 'changed') void this.refresh()
    else if (news.type === 'sending') this.#mark(news.clientMessageId, news.isSending)
    else this.#acknowledged(news.outgoing, news.seq)
  }

  /** Entries of a conversation are here up to this number: what the server had stored needs no stand-in any more. */
  settled(conversationId: ConversationId, seq: number): void {
    for (const [id, stored] of this.#stored) {
      if (stored.outgoing.conversationId === conversationId && stored.seq <= seq) this.#stored.delete(id)
    }
    this.#show()
  }

  /** There may be a way to the server again: try now. */
  wake(): void {
    for (const lane of this.#lanes.values()) {
      lane.cancel?.()
      lane.cancel = null
      lane.failures = 0
    }
    void this.refresh()
  }

  async refresh(): Promise<void> {
    await this.#recovered()
    await this.#read()
    this.#drain()
  }

  async #read(): Promise<void> {
    const kept = await this.#ports.store.all(this.#ports.userId)
    this.#kept = kept.filter(({ clientMessageId }) => !this.#done.has(clientMessageId))
    this.#show()
  }

  async #changed(): Promise<void> {
    await this.refresh()
    this.#ports.tell({ type: 'changed' })
  }

  #drain(): void {
    if (!this.#isLeading || !this.#ports.isOpen()) return
    for (const { conversationId } of this.#kept) void this.#drainLane(conversationId)
  }

  async #drainLane(conversationId: ConversationId): Promise<void> {
    const lane = this.#lanes.get(conversationId) ?? { isBusy: false, failures: 0, cancel: null }
    this.#lanes.set(conversationId, lane)
    if (lane.isBusy || lane.cancel) return
    lane.isBusy = true
    try {
      while (this.#isLeading && this.#ports.isOpen()) {
        const next = this.#kept.find((kept) => kept.conversationId === conversationId && kept.failure === null)
        if (!next) return
        const goesOn = await this.#attempt(next, lane)
        if (!goesOn) return
      }
    } finally {
      lane.isBusy = false
    }
  }

  async #attempt(outgoing: Outgoing, lane: Lane): Promise<boolean> {
    const { store, deliver, tell } = this.#ports
    this.#mark(outgoing.clientMessageId, true)
    tell({ type: 'sending', clientMessageId: outgoing.clientMessageId, isSending: true })
    let delivery: Delivery | null = null
    try {
      delivery = await deliver(outgoing)
    } catch {
      // No answer: it may or may not be stored. The same id again will tell.
    }
    this.#mark(outgoing.clientMessageId, false)
    tell({ type: 'sending', clientMessageId: outgoing.clientMessageId, isSending: false })
    if (delivery?.ok) {
      this.#acknowledged(outgoing, delivery.seq)
      tell({ type: 'stored', outgoing, seq: delivery.seq })
      await store.remove(outgoing.order)
    } else if (delivery === null || this.#deservesRetry(delivery.code, lane.failures)) {
      this.#pause(outgoing.conversationId, lane)
      return false
    } else {
      const { code, message } = delivery
      await store.replace({ ...outgoing, failure: { code, message } })
    }
    lane.failures = 0
    await this.#read()
    tell({ type: 'changed' })
    return true
  }

  /** An ended session keeps everything for when the same person is back. */
  #deservesRetry(code: ErrorCode, failures: number): boolean {
    if (code === 'not-signed-in') return true
    if (code === 'internal') return failures < mostInternalFailures
    return errorCatalogue[code]?.retryable ?? true
  }

  #pause(conversationId: ConversationId, lane: Lane): void {
    lane.cancel = this.#ports.later(
      () => {
        lane.cancel = null
        void this.#drainLane(conversationId)
      },
      backOff(lane.failures++),
    )
  }

  #mark(clientMessageId: string, isSending: boolean): void {
    if (isSending) this.#sending.add(clientMessageId)
    else this.#sending.delete(clientMessageId)
    this.#show()
  }

  #acknowledged(outgoing: Outgoing, seq: number): void {
    this.#done.add(outgoing.clientMessageId)
    this.#kept = this.#kept.filter(({ clientMessageId }) => clientMessageId !== outgoing.clientMessageId)
    this.#stored.set(outgoing.clientMessageId, { outgoing: onlyKept(outgoing), seq })
    this.#ports.onStored(outgoing, seq)
    this.#show()
  }

  #show(): void {
    const shown = new Map<string, OutgoingView>()
    for (const { outgoing, seq } of this.#stored.values()) {
      shown.set(outgoing.clientMessageId, { ...outgoing, phase: 'stored', seq })
    }
    for (const outgoing of [...this.#kept, ...this.#fresh.values()]) {
      if (shown.has(outgoing.clientMessageId)) continue
      const isSending = this.#sending.has(outgoing.clientMessageId)
      const phase = outgoing.failure ? 'failed' : isSending ? 'sending' : 'queued'
      shown.set(outgoing.clientMessageId, { ...outgoing, phase, seq: null })
    }
    this.view.set([...shown.values()].sort((a, b) => a.order - b.order))
  }
}

/** Without what only the page knows. */
const onlyKept = (outgoing: Outgoing): Outgoing => {
  const { order, clientMessageId, userId, conversationId, intent, at, failure } = outgoing
  return { order, clientMessageId, userId, conversationId, intent, at, failure }
}
