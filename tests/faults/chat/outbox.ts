import type { Ledger } from './ledger.ts'

/** What a page asks the server to do, apart from the conversation and the client id. */
export type Act =
  | { readonly kind: 'message'; readonly body: string; readonly replyTo?: string }
  | { readonly kind: 'edit'; readonly body: string; readonly messageId: string }
  | { readonly kind: 'delete'; readonly messageId: string }
  | { readonly kind: 'react'; readonly messageId: string; readonly emoji: string; readonly on: boolean }

/** Something to send. Its client id is made once and kept over every retry, page and reload. */
export interface Item {
  readonly conversation: number
  readonly sender: string
  readonly clientMessageId: string
  readonly act: Act
  /** What is edited, deleted or reacted to. */
  readonly target: Item | null
  /** When it was first handed to a connection; infinite: not yet. */
  firstSentAt: number
  /** Every answer that said it is stored. */
  readonly answers: Stored[]
  /** Why it was refused for good. */
  refusal: string | null
  /** When a deletion of its text was acknowledged. */
  deletedAt: number | null
}

/** What the server says of something stored; only messages have an id. */
export interface Stored {
  readonly seq: number
  readonly id?: string
  readonly duplicate: boolean
}

export const isDone = ({ answers, refusal }: Item): boolean => answers.length > 0 || refusal !== null

/**
 * What one person writes in one conversation: first in, first out, each answered before the next is sent. It belongs to
 * the person, so every page of theirs takes from it, and it outlives them.
 */
export class Lane {
  readonly conversation: number
  readonly senderId: string
  readonly items: Item[] = []
  /** Nothing is taken from it any more: the right to write is gone. */
  isClosed = false
  readonly #ledger: Ledger
  #next = 0
  readonly #waiting: (() => void)[] = []

  constructor(conversation: number, senderId: string, ledger: Ledger) {
    this.conversation = conversation
    this.senderId = senderId
    this.#ledger = ledger
  }

  get head(): Item | null {
    for (let item = this.items[this.#next]; item && isDone(item); item = this.items[this.#next]) this.#next++
    return this.isClosed ? null : (this.items[this.#next] ?? null)
  }

  /** How many wait for an answer, or to be sent. */
  get open(): number {
    return this.head === null ? 0 : this.items.length - this.#next
  }

  add(item: Item, marker: string | null): void {
    this.items.push(item)
    if (marker) this.#ledger.items.set(marker, item)
    this.#wake()
  }

  /** Resolves when something changed: there may be something to send, or nothing ever again. */
  changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  close(): void {
    this.isClosed = true
    this.#wake()
  }

  /** The server says that it is stored: always with the same number, and as new only once. */
  stored(item: Item, told: Stored): void {
    const name = `${item.sender} ${item.clientMessageId}`
    const first = item.answers[0]
    if (first && (first.seq !== told.seq || first.id !== told.id)) {
      this.#ledger.find('doubled', `${name} was acknowledged as ${first.seq} and as ${told.seq}`)
    }
    if (!told.duplicate && item.answers.some(({ duplicate }) => !duplicate)) {
      this.#ledger.find('doubled', `${name} was twice acknowledged as new, at ${told.seq}`)
    }
    if (item.answers.length < 10 || !told.duplicate) item.answers.push(told)
    if (item.act.kind === 'delete' && item.target && item.target.deletedAt === null) this.#deleted(item.target)
    this.#wake()
  }

  refused(item: Item, code: string): void {
    item.refusal = code
    this.#wake()
  }

  /** A message goes with its edits. */
  #deleted(message: Item): void {
    const at = this.#ledger.moment()
    for (const item of this.items) {
      if (item === message || (item.act.kind === 'edit' && item.target === message)) item.deletedAt = at
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}
