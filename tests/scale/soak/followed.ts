import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '../../faults/chat/ledger.ts'
import type { Given } from './face.ts'
import type { Witness } from './witness.ts'

/** Answer to following a stream from a number on. */
export type FollowAnswer =
  | {
      readonly ok: true
      readonly head: number
      readonly entries?: readonly Given[]
      readonly more?: boolean
      readonly reset?: true
    }
  | { readonly ok: false; readonly error: { readonly code: string; readonly retryable?: boolean } }

interface Parts {
  readonly who: string
  readonly stream: string
  readonly witness: Pick<Witness, 'find' | 'saw'>
  /** Null: no answer came. */
  readonly ask: (after: number) => Promise<FollowAnswer | null>
  readonly onJoined: () => void
}

const isToTryAgain = (code: string): boolean => /^(store-unavailable|shutting-down|rate-limited)$/.test(code)

/** Before asking again, in milliseconds. */
const pause = 300

/**
 * One stream on one page, from its first entry on, over any number of connections. Unlike a page of the product it
 * mends nothing: whatever comes twice, is missing, or comes out of turn on one connection is a finding.
 */
export class Followed {
  /** The number of the last entry given. */
  position = 0
  isJoined = false
  readonly #parts: Parts
  /** Counts connections, so that an answer of an earlier one is told from this one's. */
  #connection = 0
  /** Pushed before the answer to following: it continues that. */
  #early: Given[] = []
  /** No answer came, or one that it failed; perhaps this connection was joined all the same. */
  #mayBeJoined = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get who(): string {
    return this.#parts.who
  }

  get stream(): string {
    return this.#parts.stream
  }

  connected(): void {
    this.disconnected()
    void this.#join(this.#connection)
  }

  disconnected(): void {
    this.#connection++
    this.isJoined = false
    this.#mayBeJoined = false
    this.#early = []
  }

  pushed(entry: Given): void {
    if (this.isJoined) this.#take(entry, true)
    else this.#early.push(entry)
  }

  /** The newest number, told behind everything that was pushed before. */
  headed(seq: number): void {
    if (this.isJoined && seq > this.position) this.#breach('lost', `was told of ${seq} after ${this.position}`)
  }

  async #join(connection: number): Promise<void> {
    for (;;) {
      const answer = await this.#parts.ask(this.position)
      if (connection !== this.#connection) return
      if (answer?.ok) {
        if (!this.#read(answer)) return
        continue
      }
      if (answer && !isToTryAgain(answer.error.code))
        return this.#breach('wrong', `may not follow: ${answer.error.code}`)
      this.#mayBeJoined = true
      await delay(pause)
      if (connection !== this.#connection) return
    }
  }

  /** Answers whether there is more to ask for. */
  #read({ entries = [], head, more = false, reset }: Extract<FollowAnswer, { ok: true }>): boolean {
    if (reset) {
      this.#breach('wrong', `was reset at ${this.position}`)
      this.position = head
      return true
    }
    for (const entry of entries) this.#take(entry, false)
    if (more) return true
    if (this.position < head) this.#breach('lost', `was answered ${this.position} as all there is up to ${head}`)
    this.isJoined = true
    for (const entry of this.#early.splice(0)) {
      if (!this.#mayBeJoined || entry.seq > this.position) this.#take(entry, true)
    }
    this.#parts.onJoined()
    return false
  }

  #take(entry: Given, isLive: boolean): void {
    const { who, stream, witness } = this.#parts
    if (entry.seq <= this.position) return this.#breach('doubled', `was given ${entry.seq} after ${this.position}`)
    if (entry.seq > this.position + 1) this.#breach('lost', `was given ${entry.seq} after ${this.position}`)
    this.position = entry.seq
    witness.saw(who, stream, entry, isLive)
  }

  #breach(fault: Fault, what: string): void {
    const { who, stream, witness } = this.#parts
    witness.find(fault, `${who} in ${stream} ${what}`)
  }
}
