import type { CandidateId, EmployerId, PostingId } from '#protocol/ids'
import type { Look } from '#protocol/looks'
import type { LiveLine } from '../../live/live-line.ts'
import type { LiveSocket } from '../../live/live-socket.ts'
import { Topics } from './topics.ts'

const nobody: readonly string[] = []

interface OpenCandidate {
  readonly jobId: PostingId
  readonly candidateId: CandidateId
}

/** Who else has which candidate open, as the server tells it for my rights; and what I have open, told to the server. */
export class Looks {
  readonly #topics = new Topics()
  readonly #employerId: EmployerId
  readonly #line: LiveLine
  #lookers = new Map<string, readonly string[]>()
  #mine: OpenCandidate | null = null

  constructor(employerId: EmployerId, line: LiveLine) {
    this.#employerId = employerId
    this.#line = line
  }

  readonly at = (candidateId: string): readonly string[] => this.#lookers.get(candidateId) ?? nobody
  readonly onCandidate = (candidateId: string) => (listener: () => void) => this.#topics.on(candidateId, listener)

  /** Follows until the answered function is called. */
  start(): () => void {
    const leave = this.#line.join({
      bind: (socket: LiveSocket) => {
        const onLooks = ({ employerId, looks }: { employerId: EmployerId; looks: Look[] }) => {
          if (employerId === this.#employerId) this.know(looks)
        }
        socket.on('looks', onLooks)
        return () => socket.off('looks', onLooks)
      },
      onOpen: () => {
        void this.#ask()
        void this.#tell()
      },
      // Without a connection nobody is known to look.
      onClose: () => this.know([]),
    })
    return () => {
      this.look(null)
      this.#line.hint('looks:unfollow', { employerId: this.#employerId })
      leave()
    }
  }

  /** What I have open; null: nobody. */
  look(mine: OpenCandidate | null): void {
    if (mine?.candidateId === this.#mine?.candidateId && mine?.jobId === this.#mine?.jobId) return
    this.#mine = mine
    void this.#tell()
  }

  know(looks: readonly Pick<Look, 'userId' | 'candidateId'>[]): void {
    const before = this.#lookers
    const after = new Map<string, readonly string[]>()
    for (const { candidateId, userId } of looks) after.set(candidateId, [...(after.get(candidateId) ?? []), userId])
    for (const [id, users] of after) {
      const known = before.get(id)
      // The same people are the same list: nothing is drawn again.
      if (known !== undefined && known.join() === users.join()) after.set(id, known)
    }
    this.#lookers = after
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(id) !== after.get(id)) this.#topics.tell(id)
    }
  }

  /** Not as a hint: those are dropped while something else is on its way, and the colleague would stay unseen. */
  async #tell(): Promise<void> {
    try {
      await this.#line.ask('looks:at', { employerId: this.#employerId, at: this.#mine })
    } catch {
      // Without a connection nobody is known to look here; it is said again when there is one.
    }
  }

  async #ask(): Promise<void> {
    try {
      const answer = await this.#line.ask('looks:follow', { employerId: this.#employerId })
      if (answer.ok) this.know(answer.looks)
    } catch {
      // Without a connection nobody is known to look; it is asked again when there is one.
    }
  }
}
