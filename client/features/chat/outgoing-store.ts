import type { DBSchema } from 'idb'
import { database } from './database.ts'
import type { Outgoing, OutgoingStore, Wanted } from './outgoing.ts'

interface Schema extends DBSchema {
  outgoing: { key: number; value: Wanted & { order?: number }; indexes: { userId: string } }
}

/** Intents in IndexedDB: they survive a reload, a crash and a restart of the browser, and every tab sees them. */
export function outgoingStore(name = 'clearview-chat'): OutgoingStore {
  const open = database<Schema>(name, (db) => {
    const store = db.createObjectStore('outgoing', { keyPath: 'order', autoIncrement: true })
    store.createIndex('userId', 'userId')
  })
  const placed = ({ order, ...rest }: Schema['outgoing']['value']): Outgoing => ({ ...rest, order: order ?? 0 })
  return {
    // The index keeps those of one person in the order of the primary key.
    all: async (userId) => (await (await open()).getAllFromIndex('outgoing', 'userId', userId)).map(placed),
    add: async (outgoing) => {
      const transaction = (await open()).transaction('outgoing', 'readwrite')
      const own = await transaction.store.index('userId').getAll(outgoing.userId)
      const there = own.find(({ clientMessageId }) => clientMessageId === outgoing.clientMessageId)
      const added = there ? placed(there) : { ...outgoing, order: await transaction.store.add(outgoing) }
      await transaction.done
      return added
    },
    replace: async (outgoing) => {
      // Removed by another tab meanwhile: then it stays removed.
      const transaction = (await open()).transaction('outgoing', 'readwrite')
      if (await transaction.store.get(outgoing.order)) await transaction.store.put(outgoing)
      await transaction.done
    },
    remove: async (order) => (await open()).delete('outgoing', order),
  }
}

/** Beyond every place that the store gives. */
const firstInMemory = 2 ** 50

/**
 * For browsers that forbid storage: then intents last as long as the page. What cannot be read now may be readable
 * later; it is asked for again each time.
 */
export function fallBackToMemory(store: OutgoingStore): OutgoingStore {
  const kept = new Map<number, Outgoing>()
  let orders = firstInMemory
  return {
    all: async (userId) => {
      const stored = await store.all(userId).catch(() => [])
      return [...stored, ...[...kept.values()].filter((outgoing) => outgoing.userId === userId)]
    },
    add: async (outgoing) => {
      try {
        return await store.add(outgoing)
      } catch (error) {
        // No room is something that the person can do something about.
        if (error instanceof DOMException && error.name === 'QuotaExceededError') throw error
        const placed = { ...outgoing, order: orders++ }
        kept.set(placed.order, placed)
        return placed
      }
    },
    replace: async (outgoing) => {
      if (kept.has(outgoing.order)) kept.set(outgoing.order, outgoing)
      else await store.replace(outgoing)
    },
    remove: async (order) => {
      if (!kept.delete(order)) await store.remove(order)
    },
  }
}
