import * as decoding from 'lib0/decoding'
import { IndexeddbPersistence } from 'y-indexeddb'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { createStore, type Store } from '../../live/store.ts'
import { type Denial, denialOf, isFinal } from './close-reasons.ts'
import { countingSocket } from './counting-socket.ts'
import type { SaveFacts } from './save-state.ts'
import { UnsavedChanges } from './unsaved-changes.ts'
import { databaseName, type UnsavedCounts, unsavedCounts } from './unsaved-counts.ts'

export interface OpenDocument {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  /** They change with every letter, and once more when it is stored: whoever shows a text asks for one of them. */
  readonly facts: Pick<Store<DocumentFacts>, 'get' | 'subscribe'>
}

export interface DocumentFacts extends Omit<SaveFacts, 'canWrite'> {
  /** There is something to show: what the server sent, or what this browser kept. */
  readonly hasContent: boolean
  readonly denial: Denial | null
}

/** The server's own message beside the stock protocol: how many of this socket's frames are durable. */
const messageSaved = 4
/** Changes without a word that they are stored, for so long (ms): the line is dead without saying so. */
const patience = 10_000

/** Of a document that is about to open. */
export const noFacts: DocumentFacts = {
  link: 'connecting',
  unsaved: 0,
  isProven: false,
  isKept: true,
  hasContent: false,
  denial: null,
}

/** Keeps one document in step with the server and, for those who write, in this browser. */
export class DocumentConnection implements OpenDocument {
  readonly doc = new Y.Doc()
  readonly facts = createStore<DocumentFacts>(noFacts)
  readonly #provider: WebsocketProvider
  readonly #unsaved = new UnsavedChanges()
  readonly #kept: IndexeddbPersistence | null
  readonly #counts: UnsavedCounts | null
  #patience: ReturnType<typeof setTimeout> | undefined
  #isClosed = false

  constructor(parts: { userId: string; documentId: string; canWrite: boolean; url: string }) {
    const { userId, documentId, canWrite, url } = parts
    this.doc.on('update', this.#onUpdate)
    const counts = canWrite ? unsavedCounts(userId, documentId, String(this.doc.clientID), localStorage) : null
    this.#counts = counts
    this.#kept = canWrite ? new IndexeddbPersistence(databaseName(userId, documentId), this.doc) : null
    this.#provider = new WebsocketProvider(url, documentId, this.doc, {
      connect: false,
      // Roles differ between people who use one browser in turn; what one tab may not know must not come from another.
      disableBc: true,
      params: { acks: '1' },
      WebSocketPolyfill: countingSocket((kind) => this.#unsaved.sent(kind)),
      shouldReconnect: ({ code }) => !isFinal(code),
    })
    this.#provider.messageHandlers[messageSaved] = (_, decoder) => this.#onStored(decoding.readVarUint(decoder))
    this.#provider.on('status', this.#onStatus)
    this.#provider.on('sync', this.#onSync)
    this.#provider.on('connection-close', this.#onLost)
    this.#provider.on('closed', ({ code }) => this.#set({ link: 'lost', denial: denialOf(code) }))
    window.addEventListener('online', this.#onOnline)
    window.addEventListener('offline', this.#onOffline)
    void this.#begin()
  }

  get awareness(): Awareness {
    return this.#provider.awareness
  }

  /** Tries again after the server had ended it for good: somebody signed in again, or may again. */
  reconnect(): void {
    this.#set({ denial: null, link: 'connecting' })
    this.#provider.connect()
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#patience)
    window.removeEventListener('online', this.#onOnline)
    window.removeEventListener('offline', this.#onOffline)
    this.#provider.destroy()
    // With its persistence and awareness, whose timer would go on for ever.
    this.doc.destroy()
  }

  /** What this browser kept is read first: then the server need not send it, and gets what it lacks. */
  async #begin(): Promise<void> {
    if (this.#kept && this.#counts) await this.#readKept(this.#kept)
    if (this.#isClosed) return
    this.#recount()
    if (navigator.onLine) this.#provider.connect()
    else this.#set({ link: 'lost' })
  }

  async #readKept(kept: IndexeddbPersistence): Promise<void> {
    try {
      // Its own promise rejects when the browser forbids storage; the other one would then wait for ever.
      await kept._db
      await kept.whenSynced
      const hasContent = this.doc.store.clients.size > 0
      // Whether the server has all of it, it has not said yet.
      if (hasContent) this.#unsaved.add(0)
      this.#set({ hasContent })
    } catch (error) {
      if (this.#isClosed) return
      reportError(error)
      this.#set({ isKept: false })
    }
  }

  readonly #onUpdate = (_: Uint8Array, origin: unknown) => {
    // What the server sent was stored before it was sent.
    if (origin === this.#provider) return
    // What comes from the browser's copy was counted by the page that made it.
    this.#unsaved.add(origin === this.#kept ? 0 : 1)
    this.#recount()
    if (this.#provider.synced) this.#expectWord()
  }

  #onStored(frames: number): void {
    clearTimeout(this.#patience)
    this.#patience = undefined
    this.#unsaved.stored(frames)
    if (this.#unsaved.isEmpty) this.#counts?.settle()
    else this.#expectWord()
    this.#recount()
  }

  #expectWord(): void {
    this.#patience ??= setTimeout(() => this.#startOver(), patience)
  }

  /** Closing a dead socket waits for its other end; the provider lets go of it at once. */
  #startOver(): void {
    this.#provider.disconnect()
    this.#provider.connect()
  }

  readonly #onStatus = ({ status }: { status: string }) => {
    if (status === 'connecting') this.#unsaved.reconnect()
  }

  readonly #onSync = (isSynced: boolean) => {
    if (!isSynced) return
    if (!this.#unsaved.isEmpty) this.#expectWord()
    this.#set({ link: 'open', hasContent: true, denial: null })
  }

  readonly #onLost = () => {
    clearTimeout(this.#patience)
    this.#patience = undefined
    this.#set({ link: 'lost' })
  }

  readonly #onOnline = () => {
    if (this.facts.get().denial === null) this.#provider.connect()
  }

  /** The browser's word that there is no network can be trusted; a socket may not notice for half a minute. */
  readonly #onOffline = () => {
    this.#provider.disconnect()
    this.#set({ link: 'lost' })
  }

  #recount(): void {
    const unsaved = this.#unsaved.isEmpty ? 0 : this.#unsaved.count + (this.#counts?.others() ?? 0)
    this.#counts?.set(this.#unsaved.count)
    this.#set({ unsaved, isProven: this.#unsaved.isEmpty })
  }

  #set(facts: Partial<DocumentFacts>): void {
    if (!this.#isClosed) this.facts.set((known) => ({ ...known, ...facts }))
  }
}
