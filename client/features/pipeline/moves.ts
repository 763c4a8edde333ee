import type { Application, ApplicationStatus, MoveApplication, MoveOneOfMany, MoveResult } from '#protocol/applications'

/** What a move needs of the server. */
export interface MoveServer {
  readonly move: (id: string, body: MoveApplication, ifMatch: number) => Promise<Application>
  /** One answer per card; rejects when none came, or the whole call was refused. */
  readonly moveMany: (
    moves: readonly Omit<MoveOneOfMany, 'applicationId'>[],
    ids: readonly string[],
  ) => Promise<readonly MoveResult[]>
  readonly read: (id: string) => Promise<Application>
  /** Is this refusal "somebody changed it in the meantime"? */
  readonly isOvertaken: (error: unknown) => boolean
}

/** What a move does to the board. */
export interface MoveStore {
  readonly confirmed: (id: string) => Application | undefined
  readonly record: (id: string) => Application | undefined
  readonly pend: (id: string, stage: string, status: ApplicationStatus) => void
  readonly settle: (id: string, glow: 'theirs' | 'refused' | null) => void
  readonly answer: (record: Application) => void
}

export type Outcome =
  | { readonly kind: 'done'; readonly before: Application; readonly after: Application }
  /** Somebody was faster: the card shows what they did. */
  | { readonly kind: 'overtaken'; readonly card: Application }
  | { readonly kind: 'refused'; readonly error: unknown }
  /** An earlier move of the card, on which this one was built, did not happen. */
  | { readonly kind: 'dropped' }

const dropped: Outcome = { kind: 'dropped' }

/** The server refused one card among others, in words for people. */
export class CardRefusal extends Error {
  override readonly name = 'CardRefusal'
}

export interface WantedMove {
  readonly id: string
  readonly body: MoveApplication
  /** As for one card. */
  readonly version?: number
  readonly status?: ApplicationStatus | undefined
}

interface Sent extends Pick<WantedMove, 'id' | 'body'> {
  readonly seen: number
  readonly before: Application
  readonly earlier: Promise<Outcome> | undefined
}

/** Moves on screen at once and sends one at a time per card, each made on the version the person saw. */
export class Moves {
  readonly #last = new Map<string, Promise<Outcome>>()
  readonly #store: MoveStore
  readonly #server: MoveServer

  constructor(store: MoveStore, server: MoveServer) {
    this.#store = store
    this.#server = server
  }

  /**
   * @param version that of the card when the gesture began: what came in between must not be overwritten unseen
   * @param status what the card shows meanwhile, where the server will change more than was asked (a hire)
   */
  async move(id: string, body: MoveApplication, version?: number, status?: ApplicationStatus): Promise<Outcome> {
    const before = this.#store.record(id)
    const seen = version ?? this.#store.confirmed(id)?.version
    if (before === undefined || seen === undefined) return { kind: 'dropped' }
    this.#store.pend(id, body.stage ?? before.stage, status ?? body.status ?? before.status)

    const sending = this.#send(id, body, seen, before, this.#last.get(id))
    this.#last.set(id, sending)
    const outcome = await sending
    this.#finish(id, sending, outcome)
    return outcome
  }

  /** The same for many cards in one call: what becomes of each is told by its id. */
  async moveMany(wanted: readonly WantedMove[]): Promise<ReadonlyMap<string, Outcome>> {
    const known = wanted.flatMap(({ id, body, version, status }) => {
      const before = this.#store.record(id)
      const seen = version ?? this.#store.confirmed(id)?.version
      if (before === undefined || seen === undefined) return []
      this.#store.pend(id, body.stage ?? before.stage, status ?? body.status ?? before.status)
      return [{ id, body, seen, before, earlier: this.#last.get(id) }]
    })
    const batch = this.#sendMany(known)
    const mine = new Map(known.map(({ id }) => [id, batch.then((outcomes) => outcomes.get(id) ?? dropped)]))
    for (const [id, sending] of mine) this.#last.set(id, sending)
    const outcomes = await batch
    for (const [id, sending] of mine) this.#finish(id, sending, outcomes.get(id) ?? dropped)
    return outcomes
  }

  async #sendMany(cards: readonly Sent[]): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = new Map<string, Outcome>()
    const bases = await Promise.all(cards.map(({ earlier }) => earlier))
    const ready = cards.flatMap((card, index) => {
      const base = bases[index]
      if (base !== undefined && base.kind !== 'done') {
        outcomes.set(card.id, dropped)
        return []
      }
      return [{ ...card, seen: base?.after.version ?? card.seen }]
    })
    if (ready.length === 0) return outcomes
    try {
      const moves = ready.map(({ body, seen }) => ({ ...body, ifVersion: seen }))
      const answers = await this.#server.moveMany(
        moves,
        ready.map(({ id }) => id),
      )
      await Promise.all(
        ready.map(async ({ id, before }, index) => outcomes.set(id, await this.#outcomeOf(id, before, answers[index]))),
      )
    } catch (error) {
      for (const { id } of ready) outcomes.set(id, { kind: 'refused', error })
    }
    return outcomes
  }

  async #outcomeOf(id: string, before: Application, answer: MoveResult | undefined): Promise<Outcome> {
    if (answer?.ok) return { kind: 'done', before, after: answer.application }
    const error = new CardRefusal(answer?.error.message ?? 'The server did not say what became of it.')
    if (answer?.error.code !== 'version-mismatch') return { kind: 'refused', error }
    try {
      return { kind: 'overtaken', card: await this.#server.read(id) }
    } catch {
      // Somebody was faster, and what they did is not to be had now: the entry about it will tell.
      return { kind: 'refused', error }
    }
  }

  #finish(id: string, sending: Promise<Outcome>, outcome: Outcome): void {
    // A later move of the same card is still shown: only the last one takes the unanswered change off.
    const isLast = this.#last.get(id) === sending
    if (isLast) this.#last.delete(id)
    if (outcome.kind === 'done') this.#store.answer(outcome.after)
    if (outcome.kind === 'overtaken') this.#store.answer(outcome.card)
    if (isLast) this.#store.settle(id, glowOf(outcome))
  }

  async #send(
    id: string,
    body: MoveApplication,
    seen: number,
    before: Application,
    earlier: Promise<Outcome> | undefined,
  ): Promise<Outcome> {
    const base = await earlier
    if (base !== undefined && base.kind !== 'done') return { kind: 'dropped' }
    try {
      return { kind: 'done', before, after: await this.#server.move(id, body, base?.after.version ?? seen) }
    } catch (error) {
      if (!this.#server.isOvertaken(error)) return { kind: 'refused', error }
    }
    try {
      return { kind: 'overtaken', card: await this.#server.read(id) }
    } catch (error) {
      return { kind: 'refused', error }
    }
  }
}

function glowOf(outcome: Outcome): 'theirs' | 'refused' | null {
  if (outcome.kind === 'done') return null
  return outcome.kind === 'overtaken' ? 'theirs' : 'refused'
}
