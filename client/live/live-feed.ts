import type { FeedActor, FeedData, FeedEntry, FeedHint, FeedType } from '#protocol/feed'
import { connection } from './connection.ts'
import { type LiveLine, mayRetry } from './live-line.ts'
import { StreamFollower } from './stream-follower.ts'
import { whenSeenAgain } from './when-seen-again.ts'

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
  /** Something told beside the entries, which may be missed. */
  readonly onHint?: (hint: FeedHint) => void
}

/** The feed of one employer, over this page's one connection; any number of features listen to it. */
export class LiveFeed {
  readonly #employerId: FeedEntry['employerId']
  readonly #line: LiveLine
  readonly #listeners = new Set<FeedListener>()
  readonly #follower: StreamFollower<FeedEntry>

  constructor(parts: { employerId: FeedEntry['employerId']; line: LiveLine; onRefused: () => void }) {
    this.#employerId = parts.employerId
    this.#line = parts.line
    this.#follower = new StreamFollower<FeedEntry>({
      follow: async (after) => {
        const payload = { employerId: parts.employerId, ...(after === undefined ? {} : { after }) }
        const answer = await parts.line.ask('feed:follow', payload)
        return answer.ok ? answer : { ok: false, retryable: mayRetry(answer) }
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
        if (feed === 'refused') parts.onRefused()
      },
    })
  }

  get hasJoined(): boolean {
    return this.#follower.hasJoined
  }

  get position(): number | null {
    return this.#follower.position
  }

  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Follows, whenever the line is open, until the answered function is called. */
  start(): () => void {
    const follower = this.#follower
    connection.set((facts) => ({ ...facts, feed: follower.state }))
    const leave = this.#line.join({
      bind: (socket) => {
        const onEntry = (entry: FeedEntry | FeedHint) => {
          if (entry.employerId !== this.#employerId) return
          // What has no number is no part of the feed.
          if ('seq' in entry) follower.pushed(entry)
          else this.#each((listener) => listener.onHint?.(entry))
        }
        const onHead = (head: { employerId: string; seq: number }) => {
          if (head.employerId === this.#employerId) follower.headed(head.seq)
        }
        socket.on('feed', onEntry).on('feed:head', onHead)
        return () => socket.off('feed', onEntry).off('feed:head', onHead)
      },
      onOpen: () => follower.connected(),
      onClose: () => follower.disconnected(),
    })
    const stopWatching = whenSeenAgain(() => follower.check())
    return () => {
      stopWatching()
      leave()
      follower.disconnected()
      connection.set((facts) => ({ ...facts, feed: 'none' }))
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
