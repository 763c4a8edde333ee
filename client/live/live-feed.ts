import { errorCatalogue } from '#protocol/errors'
import type { Acknowledgement } from '#protocol/events'
import type { FeedActor, FeedData, FeedEntry, FeedType } from '#protocol/feed'
import { connection } from './connection.ts'
import { FeedFollower } from './feed-follower.ts'
import { openLiveSocket } from './live-socket.ts'

/** A feed entry that the reader may see. */
export type FeedEvent<T extends FeedType = FeedType> = {
  [Type in T]: {
    readonly seq: number
    readonly type: Type
    readonly data: FeedData<Type>
    readonly actor: FeedActor
    readonly at: string
  }
}[T]

export interface FeedListener {
  readonly onEvents?: (events: readonly FeedEvent[]) => void
  /** Entries were lost for good, or the feed was joined for the first time: read snapshots again. */
  readonly onReset?: () => void
}

const answerPatience = 8000

/** The feed of one employer, over this page's one connection; any number of features listen to it. */
export class LiveFeed {
  readonly #employerId: string
  readonly #checkSession: () => Promise<'signed-in' | 'signed-out' | 'unknown'>
  readonly #listeners = new Set<FeedListener>()
  #follower: FeedFollower | null = null

  constructor(employerId: string, checkSession: () => Promise<'signed-in' | 'signed-out' | 'unknown'>) {
    this.#employerId = employerId
    this.#checkSession = checkSession
  }

  get hasJoined(): boolean {
    return this.#follower?.hasJoined ?? false
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Connects and follows until the answered function is called. */
  start(): () => void {
    const { socket, close } = openLiveSocket({
      onOpen: () => follower.connected(),
      onClose: () => follower.disconnected(),
      checkSession: this.#checkSession,
    })
    const follower = new FeedFollower({
      follow: async (after) => {
        const payload = {
          employerId: this.#employerId as FeedEntry['employerId'],
          ...(after === undefined ? {} : { after }),
        }
        const answer: Acknowledgement<'feed:follow'> = await socket
          .timeout(answerPatience)
          .emitWithAck('feed:follow', payload)
        return answer.ok ? answer : { ok: false, retryable: errorCatalogue[answer.error.code]?.retryable ?? true }
      },
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
      onEntries: (entries) => this.#tell(entries),
      onReset: () => this.#each((listener) => listener.onReset?.()),
      onState: (feed) => {
        connection.set((facts) => ({ ...facts, feed }))
        // Somebody who may not follow any more was removed: the session says what is left to them.
        if (feed === 'refused') void this.#checkSession()
      },
    })
    this.#follower = follower
    socket.on('feed', (entry) => {
      if (entry.employerId === this.#employerId) follower.pushed(entry)
    })
    socket.on('feed:head', (head) => {
      if (head.employerId === this.#employerId) follower.headed(head.seq)
    })
    const check = () => {
      if (document.visibilityState === 'visible') follower.check()
    }
    document.addEventListener('visibilitychange', check)
    window.addEventListener('focus', check)
    return () => {
      document.removeEventListener('visibilitychange', check)
      window.removeEventListener('focus', check)
      follower.disconnected()
      close()
    }
  }

  #tell(entries: readonly FeedEntry[]): void {
    // The server validates each entry before it is stored; hidden ones only fill their place.
    const events = entries.filter((entry) => entry.type !== 'hidden') as unknown as readonly FeedEvent[]
    if (events.length > 0) this.#each((listener) => listener.onEvents?.(events))
  }

  /** One feature's mistake must not cost the others their entries. */
  #each(run: (listener: FeedListener) => void): void {
    for (const listener of [...this.#listeners]) {
      try {
        run(listener)
      } catch (error) {
        reportError(error)
      }
    }
  }
}
