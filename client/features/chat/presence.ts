import type { EmployerId } from '#protocol/ids'
import type { LiveLine } from '../../live/live-line.ts'
import type { LiveSocket } from '../../live/live-socket.ts'
import { createStore, type Store } from '../../live/store.ts'

/** Who has a page open, per employer, as long as somebody asks. */
export class Presence {
  readonly here: Store<ReadonlyMap<EmployerId, ReadonlySet<string>>> = createStore<
    ReadonlyMap<EmployerId, ReadonlySet<string>>
  >(new Map())
  readonly #line: LiveLine
  readonly #wanted = new Map<EmployerId, number>()

  constructor(line: LiveLine) {
    this.#line = line
  }

  /** Follows until the answered function is called. */
  follow(employerId: EmployerId): () => void {
    const users = (this.#wanted.get(employerId) ?? 0) + 1
    this.#wanted.set(employerId, users)
    if (users === 1) void this.#ask(employerId)
    return () => {
      const left = (this.#wanted.get(employerId) ?? 1) - 1
      if (left > 0) {
        this.#wanted.set(employerId, left)
        return
      }
      this.#wanted.delete(employerId)
      this.#line.hint('presence:unfollow', { employerId })
    }
  }

  connected(): void {
    for (const employerId of this.#wanted.keys()) void this.#ask(employerId)
  }

  /** Without a connection nobody is known to be here, or to be away. */
  disconnected(): void {
    this.here.set(new Map())
  }

  bind(socket: LiveSocket): () => void {
    const presence = ({ employerId, users }: { employerId: EmployerId; users: string[] }) =>
      this.#know(employerId, users)
    socket.on('presence', presence)
    return () => socket.off('presence', presence)
  }

  async #ask(employerId: EmployerId): Promise<void> {
    try {
      const answer = await this.#line.ask('presence:follow', { employerId })
      if (answer.ok) this.#know(employerId, answer.users)
    } catch {
      // Without a connection nobody is known to be here; it is asked again when there is one.
    }
  }

  #know(employerId: EmployerId, users: readonly string[]): void {
    this.here.set((here) => new Map(here).set(employerId, new Set(users)))
  }
}
