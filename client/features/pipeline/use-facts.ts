import { useMemo, useSyncExternalStore } from 'react'
import type { ApplicationStatus } from '#protocol/applications'
import type { BoardStore } from './board-store.ts'

/** What there is to filter by. */
export interface Facts {
  readonly byStatus: ReadonlyMap<ApplicationStatus, number>
  readonly unopened: number
  readonly sources: readonly string[]
  readonly tags: readonly string[]
}

/** Counted once per change of the board, not per drawing. */
export function useFacts(store: BoardStore): Facts {
  const revision = useSyncExternalStore(store.onBoard, store.revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is another count.
  return useMemo(() => {
    const byStatus = new Map<ApplicationStatus, number>()
    const sources = new Set<string>()
    const tags = new Set<string>()
    let unopened = 0
    for (const card of store.all()) {
      byStatus.set(card.status, (byStatus.get(card.status) ?? 0) + 1)
      if (!card.viewed) unopened += 1
      if (card.source !== null) sources.add(card.source)
      // What is withheld in part can be told from nothing.
      for (const tag of card.tags) if (!tag.includes('▇')) tags.add(tag)
    }
    const inOrder = (words: Set<string>) => [...words].sort((a, b) => a.localeCompare(b))
    return { byStatus, unopened, sources: inOrder(sources), tags: inOrder(tags) }
  }, [store, revision])
}
