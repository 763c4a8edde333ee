import type { ConversationId } from '#protocol/ids'

interface Mark {
  wanted: number
  told: number
  isTelling: boolean
  cancel: (() => void) | null
}

/** Several messages that come at once are read at once. */
const gathering = 150
const retryPause = 5000

/** Tells the server how far I have read: the newest number only, again until it is known there. */
export class ReadMarks {
  readonly #marks = new Map<ConversationId, Mark>()
  readonly #send: (conversationId: ConversationId, seq: number) => Promise<{ readonly ok: boolean }>
  readonly #later: (run: () => void, milliseconds: number) => () => void

  constructor(
    send: (conversationId: ConversationId, seq: number) => Promise<{ readonly ok: boolean }>,
    later: (run: () => void, milliseconds: number) => () => void,
  ) {
    this.#send = send
    this.#later = later
  }

  want(conversationId: ConversationId, seq: number): void {
    const mark = this.#marks.get(conversationId) ?? { wanted: 0, told: 0, isTelling: false, cancel: null }
    this.#marks.set(conversationId, mark)
    mark.wanted = Math.max(mark.wanted, seq)
    this.#tellIn(conversationId, mark, gathering)
  }

  /** How far I have read, as this page knows; 0: nothing since it was opened. */
  wanted(conversationId: ConversationId): number {
    return this.#marks.get(conversationId)?.wanted ?? 0
  }

  /** The connection is back. */
  wake(): void {
    for (const [conversationId, mark] of this.#marks) void this.#tell(conversationId, mark)
  }

  #tellIn(conversationId: ConversationId, mark: Mark, pause: number): void {
    if (mark.isTelling || mark.told >= mark.wanted) return
    mark.cancel ??= this.#later(() => void this.#tell(conversationId, mark), pause)
  }

  async #tell(conversationId: ConversationId, mark: Mark): Promise<void> {
    mark.cancel?.()
    mark.cancel = null
    if (mark.isTelling || mark.told >= mark.wanted) return
    const seq = mark.wanted
    mark.isTelling = true
    const isKnown = await this.#send(conversationId, seq).then(
      // A refusal will be one again: somebody who may not read any more has nothing to mark.
      () => true,
      () => false,
    )
    mark.isTelling = false
    if (isKnown) mark.told = seq
    this.#tellIn(conversationId, mark, isKnown ? gathering : retryPause)
  }
}
