import type { Given } from './face.ts'
import { type FollowAnswer, Followed } from './followed.ts'
import { Line } from './line.ts'
import type { Witness } from './witness.ts'

/** Somebody who has a page open, which follows an employer's feed and a conversation. */
export interface PageFacts {
  readonly who: string
  /** What the session's cookie holds. */
  readonly secret: string
  readonly employerId: string
  /** Null: this person is in none. */
  readonly conversationId: string | null
  /** Which node it goes to first. */
  readonly node: number
  /** Its connection is one that is cut, stalled and swallowed. */
  readonly isPoor: boolean
}

/** A page of the product as far as the connection goes: what it is given, the witness sees. */
export class Page {
  readonly #streams: readonly Followed[]
  readonly #line: Line
  readonly #witness: Witness
  /** Since when it has been away, in milliseconds of the epoch; null: it is there, or was never yet. */
  #awaySince: number | null = null
  #wasHere = false

  constructor(facts: PageFacts, urls: readonly string[], witness: Witness, random: () => number) {
    const { who, secret, employerId, conversationId, node } = facts
    this.#witness = witness
    const followed = (stream: string, event: string, what: object): Followed =>
      new Followed({
        ...{ who, stream, witness, onJoined: () => this.#joined() },
        ask: (after) => this.#line.ask<FollowAnswer>(event, { ...what, after }),
      })
    const feed = followed(`feed:${employerId}`, 'feed:follow', { employerId })
    const chat = conversationId ? followed(`chat:${conversationId}`, 'chat:follow', { conversationId }) : null
    this.#streams = chat ? [feed, chat] : [feed]
    this.#line = new Line({
      ...{ urls, node, secret, random },
      bind: (socket) => {
        // Hints have no number: they are told beside the entries.
        socket.on('feed', (entry: Given) => void (entry.seq !== undefined && feed.pushed(entry)))
        socket.on('feed:head', ({ seq }: { seq: number }) => feed.headed(seq))
        socket.on('chat', (entry: Given) => chat?.pushed(entry))
        socket.on('chat:head', ({ seq }: { seq: number }) => chat?.headed(seq))
        socket.on('chat:revoked', () => witness.find('wrong', `${who} was told chat:revoked while entitled`))
      },
      onOpen: () => {
        for (const stream of this.#streams) stream.connected()
      },
      onClose: () => {
        if (this.#wasHere) this.#awaySince ??= Date.now()
        for (const stream of this.#streams) stream.disconnected()
      },
      onRefused: (code) => witness.find('wrong', `${who} may not connect: ${code}`),
    })
  }

  /** Follows everything, and was given everything that there was when it began to. */
  get isHere(): boolean {
    return this.#streams.every(({ isJoined }) => isJoined)
  }

  /** For the message of a run that is stuck. */
  get state(): string {
    const streams = this.#streams.map(({ stream, isJoined, position }) => {
      return `${stream.slice(0, 4)} ${isJoined ? 'followed' : 'not followed'} at ${position}`
    })
    return `${this.#streams[0]?.who} ${this.#line.state}: ${streams.join(', ')}`
  }

  /** Streams whose last entry is not the one given last, in words. */
  behind(heads: ReadonlyMap<string, number>): string[] {
    const late = this.#streams.filter(({ stream, position }) => position !== heads.get(stream))
    return late.map(({ who, stream, position }) => `${who} at ${position} of ${heads.get(stream)} in ${stream}`)
  }

  close(): void {
    this.#line.close()
  }

  #joined(): void {
    if (!this.isHere) return
    this.#wasHere = true
    if (this.#awaySince !== null) this.#witness.absences.push([this.#awaySince, Date.now()])
    this.#awaySince = null
  }
}
