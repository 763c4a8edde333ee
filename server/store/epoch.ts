import type { Db } from 'mongodb'
import { untilBeat } from '../beat.ts'
import { timeNow } from './clock.ts'
import { newId } from './ids.ts'

interface EpochRecord {
  _id: string
  value: string
  /** Set from the moment a restore takes hold of the store until it is complete. */
  restoringSince?: Date
}

const epochs = (db: Db) => db.collection<EpochRecord>('meta')
const id = 'epoch'

/** Everything in `meta` but the epoch, which is of the store and not of what a backup holds. */
export const besidesEpoch = { _id: { $ne: id } }

/** Nothing may be read from, or written to, a store that a backup is being restored into. */
export class HalfRestored extends Error {
  constructor(since: Date) {
    super(
      `A backup has been being restored into this store since ${since.toISOString()}. Wait until that has ended; ` +
        'if it was broken off, run `npm run restore -- <directory> --replace` again.',
    )
  }
}

/**
 * Names this history of the store. It changes only when history was replaced (a restored backup): then numbers that
 * clients remember mean nothing any more, and they load anew.
 * @throws {HalfRestored} while a backup is being restored
 */
export async function readEpoch(db: Db): Promise<string> {
  const found = await epochs(db).findOneAndUpdate(
    { _id: id },
    { $setOnInsert: { value: newId() } },
    { upsert: true, returnDocument: 'after' },
  )
  if (!found) throw new Error('The store did not keep its epoch')
  if (found.restoringSince) throw new HalfRestored(found.restoringSince)
  return found.value
}

/** From here on no process starts on the store, and those that run on it let go. */
export async function closeHistory(db: Db): Promise<void> {
  const closed = { value: newId(), restoringSince: timeNow() }
  await epochs(db).updateOne({ _id: id }, { $set: closed }, { upsert: true })
}

/** Another history begins: whoever remembers the one before loads anew. */
export async function beginHistory(db: Db): Promise<void> {
  await epochs(db).updateOne(
    { _id: id },
    { $set: { value: newId() }, $unset: { restoringSince: '' } },
    { upsert: true },
  )
}

/** How often a process looks whether its history goes on, in milliseconds. */
const interval = 500
/** Within this all processes that run have seen that it does not, and have let go. */
export const lettingGo = 6 * interval

export interface EpochWatch {
  /** Resolves when this history ends, since a backup is being restored or was. */
  readonly ended: Promise<void>
  close(): void
}

/** Watches whether the epoch is still the one that was read at the start. */
export function watchEpoch(db: Db, epoch: string, onError: (error: unknown) => void): EpochWatch {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const ended = new Promise<void>((resolve) => {
    async function look(): Promise<void> {
      try {
        const found = await epochs(db).findOne({ _id: id })
        if (found && found.value !== epoch) return resolve()
      } catch (error) {
        if (!closed) onError(error)
      }
      if (!closed) timer = setTimeout(look, untilBeat(interval))
    }
    timer = setTimeout(look, untilBeat(interval))
  })
  return {
    ended,
    close: () => {
      closed = true
      clearTimeout(timer)
    },
  }
}
