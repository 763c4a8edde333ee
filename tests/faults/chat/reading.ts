import type { z } from 'zod'
import type { ChatEntry, commands } from '#protocol/chat'
import type { Ledger, Listener } from './ledger.ts'

type Answer = z.infer<(typeof commands)['chat:follow']['answer']>
export type Followed = ({ readonly ok: true } & Answer) | { readonly ok: false; readonly error: { code: string } }
/** Asks on the connection of the moment; null: no answer came. */
type AskToFollow = (from: { after?: number }) => Promise<Followed | null>

/** How long a hole may stay before it is fetched, in milliseconds. */
const patience = 200

/**
 * One page reading one conversation: follows from the last number it has, pages on while there is more, applies what is
 * contiguous, fetches holes, and follows again when it hears of a head that it does not have. And it watches: on one
 * connection nothing may come twice or leave a hole.
 */
export class Reading {
  /** The last number applied; null: it wants the head, whatever that is. It stays over connections. */
  at: number | null
  /** Refused: the right is gone. */
  isOver = false
  readonly #parts: Parts
  readonly #held = new Set<number>()
  /** Counts connections, so that an answer of an earlier one is told from this one's. */
  #connection = 0
  #isFollowing = false
  /** Whether the server has joined this connection, and how far it has given without a hole. */
  #front: number | null = null
  /** A follow on this connection failed, perhaps after the server had joined it. */
  #mayBeJoined = false
  /** Pushed while an answer was awaited. */
  #meanwhile: number[] = []
  /** The highest number heard of. */
  #known = 0
  #deaf = 0
  #timer: NodeJS.Timeout | undefined

  constructor(parts: Parts, after: number | null) {
    this.#parts = parts
    this.at = after
  }

  /** Nothing is known to be missing. */
  get isCaughtUp(): boolean {
    return this.at !== null && this.at >= this.#known && !this.#isFollowing
  }

  /** For the message of a run that is stuck. */
  get state(): string {
    const joined = this.#front === null ? 'not joined' : `joined to ${this.#front}`
    return `${joined}, ${this.#isFollowing ? 'awaits an answer' : 'asks nothing'}, knows of ${this.#known}`
  }

  /** Another connection: nothing is followed on it yet. */
  connected(): void {
    this.disconnected()
    void this.follow()
  }

  disconnected(): void {
    this.#connection++
    this.#isFollowing = false
    this.#front = null
    this.#mayBeJoined = false
    this.#meanwhile = []
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** The next so many pushes reach the connection and get lost behind it. */
  lose(pushes: number): void {
    this.#deaf = pushes
  }

  /** May be called at any time, in the middle of pushes too. */
  async follow(): Promise<void> {
    if (this.#isFollowing || this.isOver) return
    const connection = this.#connection
    this.#isFollowing = true
    for (let more = true; more; ) {
      const [after, askedAt] = [this.at, this.#parts.ledger.moment()]
      const answer = await this.#parts.ask(after === null ? {} : { after })
      if (connection !== this.#connection) return
      if (!answer?.ok) return this.#failed(answer)
      this.#parts.ledger.answered(this.#parts.listener, askedAt, JSON.stringify(answer))
      more = this.#take(answer, after)
    }
    this.#isFollowing = false
    this.#meanwhile = []
  }

  pushed(entry: ChatEntry): void {
    if (this.isOver) this.#breach('leaked', `was pushed ${entry.seq} after chat:revoked`)
    if (this.#isFollowing) {
      const last = this.#meanwhile.at(-1) ?? this.#front
      if (last !== null && last !== undefined && entry.seq <= last) {
        this.#breach('disordered', `was pushed ${entry.seq} after ${last}`)
      }
      this.#meanwhile.push(entry.seq)
    } else this.#expect(entry.seq)
    if (this.#deaf > 0) this.#deaf--
    else this.#apply(entry)
  }

  heard(head: number): void {
    this.#known = Math.max(this.#known, head)
    this.#lookSoon()
  }

  revoked(): void {
    this.isOver = true
    this.disconnected()
    if (!this.#parts.mayBeRevoked()) this.#breach('wrong', 'was told chat:revoked while entitled')
  }

  /** Answers whether there is more to ask for. */
  #take(answer: Extract<Followed, { ok: true }>, after: number | null): boolean {
    const { head, entries = [], reset, more = false } = answer
    if (reset) {
      if (after !== null && after <= head && head - after <= 5000) this.#breach('wrong', `was reset at ${after}`)
      this.at = head
      return true
    }
    for (const [i, { seq }] of entries.entries()) {
      if (after !== null && seq !== after + 1 + i) this.#breach('disordered', `was answered ${seq} after ${after + i}`)
    }
    const end = entries.at(-1)?.seq ?? after ?? head
    if (head < end) this.#breach('wrong', `was answered the head ${head} with entries up to ${end}`)
    if (!more && end < head) this.#breach('lost', `was answered ${end} as all there is up to ${head}`)
    for (const entry of entries) this.#apply(entry)
    if (more) return true
    this.at ??= end
    this.#known = Math.max(this.#known, head)
    this.#drain()
    const wasJoined = this.#front !== null || this.#mayBeJoined
    this.#front = end
    for (const seq of this.#meanwhile) {
      if (seq > end) this.#expect(seq)
      else if (!wasJoined) this.#breach('doubled', `was given ${seq} by answer and push`)
    }
    return false
  }

  #expect(seq: number): void {
    if (this.#front === null) {
      if (!this.#mayBeJoined) this.#breach('wrong', `was pushed ${seq} without following`)
    } else if (seq <= this.#front) this.#breach('doubled', `was pushed ${seq} after ${this.#front}`)
    else if (seq > this.#front + 1) this.#breach('lost', `was pushed ${seq} after ${this.#front}`)
    this.#front = Math.max(seq, this.#front ?? 0)
  }

  #apply(entry: ChatEntry): void {
    const { ledger, listener, conversationId } = this.#parts
    ledger.saw(listener, conversationId, entry)
    // Who begins at the head does not know it before the answer, which comes after what was pushed in between.
    this.#held.add(entry.seq)
    this.#known = Math.max(this.#known, entry.seq)
    this.#drain()
  }

  #drain(): void {
    if (this.at === null) return
    while (this.#held.delete(this.at + 1)) this.at++
    this.#held.delete(this.at)
    if (this.at < this.#known) this.#lookSoon()
  }

  #failed(answer: Extract<Followed, { ok: false }> | null): void {
    this.#isFollowing = false
    this.#mayBeJoined = true
    for (const seq of this.#meanwhile.splice(0)) this.#expect(seq)
    if (answer && !/^(store-unavailable|shutting-down|rate-limited)$/.test(answer.error.code)) {
      this.isOver = /^(not-found|forbidden)$/.test(answer.error.code)
      const isExpected = this.isOver && this.#parts.mayBeRevoked()
      if (!isExpected) this.#breach('wrong', `may not follow: ${JSON.stringify(answer.error)}`)
      return
    }
    this.#lookSoon()
  }

  #lookSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      if (this.#front === null || !this.isCaughtUp) void this.follow()
    }, patience)
  }

  #breach(fault: 'lost' | 'doubled' | 'disordered' | 'leaked' | 'wrong', what: string): void {
    const { ledger, listener, conversationId } = this.#parts
    ledger.find(fault, `${listener.name} in ${conversationId} ${what}`)
  }
}

interface Parts {
  readonly ledger: Ledger
  readonly listener: Listener
  readonly conversationId: string
  readonly ask: AskToFollow
  readonly mayBeRevoked: () => boolean
}
