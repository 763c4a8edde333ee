import { type Db, MongoClient } from 'mongodb'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { followClock } from './clock.ts'
import { prepareDataDir } from './data-dir.ts'
import { launchEmbeddedStore } from './embedded/launch.ts'
import { ensureFit } from './fitness.ts'
import { failHopelessWrites } from './hopeless-writes.ts'
import type { CollectionPlan } from './scope.ts'
import { within } from './within.ts'

export interface Store {
  readonly client: MongoClient
  readonly db: Db
  /** True when the store answers within two seconds. */
  isReady(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens the store: the replica set of `MONGODB_URI`, else the embedded store on `DATA_DIR`, joined or started.
 * Reads go to the primary with read concern `majority` and writes are majority-committed and journaled, so that
 * nothing ever told to a person can be taken back by a failover.
 * @param monitorCommands the client tells of each command, for who counts them
 * @param log hears when the clock of this machine is not the store's
 * @throws when it cannot be reached, or is none that ClearView can work on
 */
export async function openStore({
  monitorCommands = false,
  log,
  ...config
}: Pick<Config, 'MONGODB_URI' | 'DATA_DIR'> & {
  readonly monitorCommands?: boolean
  readonly log?: Log
}): Promise<Store> {
  prepareDataDir(config.DATA_DIR)
  const embedded = config.MONGODB_URI ? null : await launchEmbeddedStore({ dataDir: config.DATA_DIR })
  const client = new MongoClient(config.MONGODB_URI ?? embedded?.uri ?? '', {
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true },
    retryReads: true,
    retryWrites: true,
    serverSelectionTimeoutMS: 5000,
    // A store that hangs is noticed within these two together; then what waits on it is broken off and told so.
    heartbeatFrequencyMS: 2000,
    connectTimeoutMS: 5000,
    maxPoolSize: 64,
    ignoreUndefined: true,
    monitorCommands,
  })
  const endWatch = failHopelessWrites(client)
  followClock(client, log)
  const end = async () => {
    await client.close()
    endWatch()
    await embedded?.close()
  }
  try {
    await client.connect().catch((error: Error) => {
      if (embedded) throw error
      throw new Error(`The store of MONGODB_URI cannot be reached: ${error.message}`, { cause: error })
    })
    if (!embedded) await ensureFit(client)
  } catch (error) {
    await end()
    throw error
  }
  const named = client.options.dbName
  const db = client.db(!named || named === 'test' ? 'clearview' : named)
  return {
    client,
    db,
    isReady: async () => (await within(2000, db.command({ ping: 1 }, { timeoutMS: 2000 }))) !== null,
    close: end,
  }
}

/** Opens the store for what is started on it; when that fails the store is closed again. @throws what either throws */
export async function startOnStore<T>(
  config: Pick<Config, 'MONGODB_URI' | 'DATA_DIR'>,
  start: (store: Store) => Promise<T>,
  log: Log,
): Promise<T> {
  const store = await openStore({ ...config, log })
  try {
    return await start(store)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Makes the indexes that are missing; harmless when they are there. */
export async function ensureIndexes(db: Db, plans: readonly CollectionPlan[]): Promise<void> {
  const waiting = plans.filter(({ indexes }) => indexes.length > 0).values()
  const take = async () => {
    for (const { collection, indexes } of waiting) await db.collection(collection).createIndexes([...indexes])
  }
  await Promise.all(Array.from({ length: atOnce }, take))
}

/** Collections whose indexes are looked at at once: what waits at a start is answers, and each needs a connection. */
const atOnce = 4
