import type { DBSchema } from 'idb'
import { database } from './database.ts'
import type { Outgoing, OutgoingStore } from './outgoing.ts'

interface Schema extends DBSchema {
  outgoing: { key: number; value: Omit<Outgoing, 'order'> & { order?: number }; indexes: { userId: string } }
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
    add: async (outgoing) => ({ ...outgoing, order: await (await open()).add('outgoing', outgoing) }),
    replace: async (outgoing) => {
      // Removed by another tab meanwhile: then it stays removed.
      const transaction = (await open()).transaction('outgoing', 'readwrite')
      if (await transaction.store.get(outgoing.order)) await transaction.store.put(outgoing)
      await transaction.done
    },
    remove: async (order) => (await open()).delete('outgoing', order),
  }
}

/** For browsers that forbid storage: then intents last as long as the page. */
export function fallBackToMemory(store: OutgoingStore): OutgoingStore {
  const kept: Outgoing[] = []
  let isForbidden = false
  let orders = 0
  const memory: OutgoingStore = {
    all: async (userId) => kept.filter((outgoing) => outgoing.userId === userId),
    add: async (outgoing) => {
      const placed = { ...outgoing, order: ++orders }
      kept.push(placed)
      return placed
    },
    replace: async (outgoing) => {
      const at = kept.findIndex(({ order }) => order === outgoing.order)
      if (at >= 0) kept[at] = outgoing
    },
    remove: async (order) => {
      const at = kept.findIndex((outgoing) => outgoing.order === order)
      if (at >= 0) kept.splice(at, 1)
    },
  }
  return {
    all: async (userId) => {
      if (isForbidden) return memory.all(userId)
      try {
        return await store.all(userId)
      } catch {
        isForbidden = true
        return memory.all(userId)
      }
    },
    add: (outgoing) => (isForbidden ? memory : store).add(outgoing),
    replace: (outgoing) => (isForbidden ? memory : store).replace(outgoing),
    remove: (order) => (isForbidden ? memory : store).remove(order),
  }
}
