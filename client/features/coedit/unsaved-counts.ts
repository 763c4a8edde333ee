/**
 * How many changes of a document wait in this browser, per page that made them, beside the words themselves (which
 * are in IndexedDB). So the badge knows its number after a reload, and signing out knows what it may forget.
 */
export interface UnsavedCounts {
  /** Changes that earlier or other pages of this person left unsaved. */
  readonly others: () => number
  /** What this page has unsaved. */
  readonly set: (count: number) => void
  /** Everything that was kept here when this page opened has been stored. */
  readonly settle: () => void
}

const root = 'clearview.document'
const prefixOf = (userId: string, documentId: string) => `${root}|${userId}|${documentId}|`

/** Name of the database that keeps a document for a person. */
export const databaseName = (userId: string, documentId: string) => `${root}|${userId}|${documentId}`

export function unsavedCounts(userId: string, documentId: string, page: string, storage: Storage): UnsavedCounts {
  const prefix = prefixOf(userId, documentId)
  const mine = prefix + page
  const found = keysOf(storage)
    .filter((key) => key.startsWith(prefix) && key !== mine)
    .map((key) => ({ key, count: countOf(storage, key) }))
  return {
    others: () => found.reduce((sum, { count }) => sum + count, 0),
    set: (count) => {
      try {
        storage.setItem(mine, String(count))
      } catch {
        // Storage is full: the badge of this page is right all the same, only a reload would not know the number.
      }
    },
    settle: () => {
      for (const { key, count } of found.splice(0)) {
        // A page that is still open may have written more in the meantime.
        if (countOf(storage, key) === count) storage.removeItem(key)
      }
    },
  }
}

/** Documents kept in this browser, with the person they are kept for and how many of their changes are unsaved. */
export function keptDocuments(storage: Storage): { userId: string; documentId: string; unsaved: number }[] {
  const kept = new Map<string, { userId: string; documentId: string; unsaved: number }>()
  for (const key of keysOf(storage)) {
    const [start, userId, documentId, page] = key.split('|')
    if (start !== root || userId === undefined || documentId === undefined || page === undefined) continue
    const name = databaseName(userId, documentId)
    const unsaved = (kept.get(name)?.unsaved ?? 0) + countOf(storage, key)
    kept.set(name, { userId, documentId, unsaved })
  }
  return [...kept.values()]
}

export function dropCounts(userId: string, documentId: string, storage: Storage): void {
  const prefix = prefixOf(userId, documentId)
  for (const key of keysOf(storage).filter((one) => one.startsWith(prefix))) storage.removeItem(key)
}

const countOf = (storage: Storage, key: string): number => Number(storage.getItem(key)) || 0

const keysOf = (storage: Storage): string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key !== null)
