interface Unsaved {
  /** How many of the person's changes it stands for. */
  readonly changes: number
  /** Which of the socket's frames with an update carries it; null: none yet. */
  readonly frame: number | null
}

/**
 * Knows which changes of this page the server has stored. The server says how many of a socket's frames with an update
 * are durable; so each change remembers the frame that carries it. On a new socket the answer to the server's state
 * vector carries whatever was not stored before.
 */
export class UnsavedChanges {
  #unsaved: Unsaved[] = []
  #sent = 0
  #hasAnswered = false

  /** Changes that are not known to be stored. */
  get count(): number {
    return this.#unsaved.reduce((sum, { changes }) => sum + changes, 0)
  }

  get isEmpty(): boolean {
    return this.#unsaved.length === 0
  }

  /** The document changed here. */
  add(changes: number): void {
    this.#unsaved.push({ changes, frame: null })
  }

  /** There is a new socket: what the old one carried may be lost. */
  reconnect(): void {
    this.#sent = 0
    this.#hasAnswered = false
    this.#unsaved = this.#unsaved.map(({ changes }) => ({ changes, frame: null }))
  }

  /**
   * A frame with an update left. Before the server's state vector is answered, it may build on changes that the server
   * lacks, so that it could not be stored; the answer carries it once more.
   */
  sent(kind: 'answer' | 'update'): void {
    const frame = ++this.#sent
    if (kind === 'answer') this.#hasAnswered = true
    if (!this.#hasAnswered) return
    this.#unsaved = this.#unsaved.map((one) => (one.frame === null ? { ...one, frame } : one))
  }

  /** So many of this socket's frames are durable. */
  stored(frames: number): void {
    this.#unsaved = this.#unsaved.filter(({ frame }) => frame === null || frame > frames)
  }
}
