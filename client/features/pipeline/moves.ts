import type { Application, ApplicationStatus, MoveApplication } from '#protocol/applications'

/** What a move needs of the server. */
export interface MoveServer {
  readonly move: (id: string, body: MoveApplication, ifMatch: number) => Promise<Application>
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
    // A later move of the same card is still shown: only the last one takes the unanswered change off.
    const isLast = this.#last.get(id) === sending
    if (isLast) this.#last.delete(id)
    if (outcome.kind === 'done') this.#store.answer(outcome.after)
    if (outcome.kind === 'overtaken') this.#store.answer(outcome.card)
    if (isLast) this.#store.settle(id, glowOf(outcome))
    return outcome
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
