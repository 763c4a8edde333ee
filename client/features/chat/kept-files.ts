import type { DBSchema } from 'idb'
import { database } from './database.ts'
import { filesDatabase } from './forget-files.ts'

/** A file that goes with a draft and is not up yet. */
export interface KeptFile {
  /** Under which it is uploaded: the server stores it once, however often it comes. */
  readonly key: string
  readonly file: File
}

interface Kept {
  readonly key: string
  readonly place: string
  readonly at: number
  readonly name: string
  readonly type: string
  readonly bytes: ArrayBuffer
  readonly size: number
}
interface Schema extends DBSchema {
  files: {
    key: string
    value: Kept
    /** `weight` tells how old and how large each is without reading its bytes. */
    indexes: { place: string; weight: [at: number, size: number] }
  }
}

/** Of all drafts together, in bytes. */
const mostBytes = 50 * 1024 * 1024
/** A draft nobody came back to; in milliseconds. */
const longestKept = 7 * 24 * 3600 * 1000

/** Files that wait beside the draft of one person at one place, so that a reload does not lose them. */
export interface KeptFiles {
  /** In the order in which they were added. */
  all(): Promise<readonly KeptFile[]>
  has(key: string): Promise<boolean>
  /** Answers whether it is kept: there may be no room, or storage may be forbidden. */
  keep(file: KeptFile): Promise<boolean>
  forget(key: string): Promise<void>
}

export function keptFiles(userId: string, place: string, now: () => number = Date.now): KeptFiles {
  const here = `${userId} ${place}`
  return {
    all: async () => {
      try {
        const found = await (await open()).getAllFromIndex('files', 'place', here)
        return found
          .filter(({ at }) => now() - at < longestKept)
          .sort((a, b) => a.at - b.at)
          .map(({ key, name, type, bytes }) => ({ key, file: new File([bytes], name, { type }) }))
      } catch {
        // Forbidden storage keeps nothing.
        return []
      }
    },
    has: async (key) => (await (await open()).getKey('files', key)) !== undefined,
    keep: async ({ key, file }) => {
      try {
        const { name, type, size } = file
        const bytes = await file.arrayBuffer()
        const transaction = (await open()).transaction('files', 'readwrite')
        const { store } = transaction
        let total = size
        for (let one = await store.index('weight').openKeyCursor(); one; one = await one.continue()) {
          const [at, weight] = one.key
          if (now() - at >= longestKept) await store.delete(one.primaryKey)
          else total += weight
        }
        const hasRoom = total <= mostBytes
        if (hasRoom) await store.put({ key, place: here, at: now(), name, type, bytes, size })
        await transaction.done
        return hasRoom
      } catch {
        return false
      }
    },
    forget: async (key) => {
      try {
        await (await open()).delete('files', key)
      } catch {
        // Forbidden storage kept nothing.
      }
    },
  }
}

const open = database<Schema>(filesDatabase, (db) => {
  const files = db.createObjectStore('files', { keyPath: 'key' })
  files.createIndex('place', 'place')
  files.createIndex('weight', ['at', 'size'])
})
