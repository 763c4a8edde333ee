import { type Attachment, mostAttachments } from '#protocol/chat'
import { createStore, type Store } from '../../live/store.ts'
import { isRetryable, messageOf } from '../../rest/call-error.ts'
import type { KeptFile, KeptFiles } from './kept-files.ts'
import { type Upload, whyNot } from './upload.ts'

/** A file on its way up. */
export interface Uploading extends KeptFile {
  /** A reload does not lose it. */
  readonly isKept: boolean
  readonly state:
    | { readonly type: 'uploading'; readonly share: number }
    /** No way to the server: it goes on by itself. */
    | { readonly type: 'waiting' }
    | { readonly type: 'refused'; readonly why: string }
    /** The server has it; the draft does not name it yet. */
    | { readonly type: 'up'; readonly attachment: Attachment }
}

export interface UploadPorts {
  readonly files: KeptFiles
  readonly send: (file: KeptFile, onProgress: (share: number) => void) => Upload
  readonly newKey: () => string
  /** Runs once no other tab has this file in hand; the answered function ends this tab's turn, or the waiting for it. */
  readonly inTurn: (key: string, run: () => () => void) => () => void
  readonly onUploaded: (attachment: Attachment) => void
}

/**
 * Files for the next message, sent up at once. Each is kept beside the draft until the draft that names what it became
 * is written down: a page that dies between any two steps sends it again under the same key.
 */
export class Uploads {
  readonly view: Store<readonly Uploading[]> = createStore<readonly Uploading[]>([])
  readonly #ports: UploadPorts
  readonly #running = new Map<string, Upload>()
  readonly #turns = new Map<string, () => void>()
  readonly #keeping = new Map<string, Promise<boolean>>()
  #isStopped = false

  constructor(ports: UploadPorts) {
    this.#ports = ports
  }

  /** Goes on with what a former page left unfinished, until the answered function is called. What is kept stays. */
  start(): () => void {
    this.#isStopped = false
    void this.#resume()
    return () => {
      this.#isStopped = true
      for (const { cancel } of this.#running.values()) cancel()
      for (const end of this.#turns.values()) end()
      this.#running.clear()
      this.#turns.clear()
      this.view.set([])
    }
  }

  add(added: readonly File[], room: number): void {
    const next = added.map((file, index): Uploading => {
      const why = index < room ? whyNot(file) : `At most ${mostAttachments} files go with one message.`
      const state = why ? ({ type: 'refused', why } as const) : ({ type: 'uploading', share: 0 } as const)
      return { key: this.#ports.newKey(), file, isKept: true, state }
    })
    this.view.set((known) => [...known, ...next])
    for (const one of next) {
      if (one.state.type === 'refused') continue
      void this.#keep(one)
      this.#take(one.key, () => this.#begin(one))
    }
  }

  /** There may be a way to the server again. */
  retry(): void {
    for (const one of this.view.get()) if (one.state.type === 'waiting') this.#begin(one)
  }

  cancel(key: string): void {
    this.#running.get(key)?.cancel()
    this.#running.delete(key)
    this.view.set((known) => known.filter((one) => one.key !== key))
    void this.#forget(key)
  }

  /** The draft that names these is written down. */
  settled(attachments: readonly Attachment[]): void {
    const ids = new Set<string>(attachments.map(({ id }) => id))
    for (const { key, state } of this.view.get()) {
      if (state.type !== 'up' || !ids.has(state.attachment.id)) continue
      this.view.set((known) => known.filter((one) => one.key !== key))
      void this.#forget(key)
    }
  }

  async #resume(): Promise<void> {
    for (const one of await this.#ports.files.all()) {
      if (this.#isStopped || this.#turns.has(one.key)) continue
      this.#take(one.key, () => void this.#goOn(one))
    }
  }

  async #goOn(one: KeptFile): Promise<void> {
    // The tab that had it before may have finished.
    if (!(await this.#ports.files.has(one.key)) || this.#isStopped) return
    const uploading: Uploading = { key: one.key, file: one.file, isKept: true, state: { type: 'uploading', share: 0 } }
    this.view.set((known) => [...known, uploading])
    this.#begin(uploading)
  }

  #take(key: string, run: () => void): void {
    const end = this.#ports.inTurn(key, () => {
      run()
      return () => undefined
    })
    this.#turns.set(key, end)
  }

  #begin(one: KeptFile): void {
    const { key } = one
    this.#become(key, { state: { type: 'uploading', share: 0 } })
    const sending = this.#ports.send(one, (share) => this.#become(key, { state: { type: 'uploading', share } }))
    this.#running.set(key, sending)
    sending.done.then(
      (attachment) => {
        if (this.#running.get(key) !== sending) return
        this.#running.delete(key)
        this.#become(key, { state: { type: 'up', attachment } })
        this.#ports.onUploaded(attachment)
      },
      (error: unknown) => {
        if (this.#running.get(key) !== sending) return
        this.#running.delete(key)
        const why = messageOf(error)
        this.#become(key, { state: isRetryable(error) ? { type: 'waiting' } : { type: 'refused', why } })
      },
    )
  }

  async #keep(one: KeptFile): Promise<void> {
    const keeping = this.#ports.files.keep(one)
    this.#keeping.set(one.key, keeping)
    this.#become(one.key, { isKept: await keeping })
  }

  async #forget(key: string): Promise<void> {
    await this.#keeping.get(key)
    this.#keeping.delete(key)
    await this.#ports.files.forget(key)
    this.#turns.get(key)?.()
    this.#turns.delete(key)
  }

  #become(key: string, change: Partial<Uploading>): void {
    this.view.set((known) => known.map((one) => (one.key === key ? { ...one, ...change } : one)))
  }
}
