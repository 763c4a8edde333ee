import { type Entry, feedOf } from '../journal/entry.ts'
import type { Following } from '../journal/follow.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Log } from '../log.ts'

/** Told of each entry of an employer's feed; answers how to stop. */
export type RightsWatch = (employerId: string, onEntry: (entry: Entry) => void) => () => void

interface Watched {
  readonly listeners: Set<(entry: Entry) => void>
  following?: Following
}

/** Hears what changes rights at an employer, once for all of its conversations that are followed on this node. */
export function createRightsWatch({ journal, log }: { journal: SharedJournal; log: Log }): RightsWatch {
  const employers = new Map<string, Watched>()

  function begin(employerId: string): Watched {
    const watched: Watched = { listeners: new Set() }
    // What is missed before the end is known, the sweep finds.
    journal.news(feedOf(employerId)).then(
      (news) => {
        if (watched.listeners.size === 0) return news.close()
        watched.following = news.follow((entries) => {
          for (const entry of entries) for (const tell of [...watched.listeners]) tell(entry)
        })
      },
      (error: unknown) => {
        log.warn({ err: error }, 'changes of rights are found by the sweep alone')
        // Whoever comes next tries again.
        if (employers.get(employerId) === watched) employers.delete(employerId)
      },
    )
    employers.set(employerId, watched)
    return watched
  }

  return (employerId, onEntry) => {
    const watched = employers.get(employerId) ?? begin(employerId)
    // Of its own: two conversations may listen with one function.
    const tell = (entry: Entry) => onEntry(entry)
    watched.listeners.add(tell)
    return () => {
      watched.listeners.delete(tell)
      if (watched.listeners.size > 0) return
      watched.following?.close()
      if (employers.get(employerId) === watched) employers.delete(employerId)
    }
  }
}
