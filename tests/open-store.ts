import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createMemoryBus } from '../server/journal/bus.memory.ts'
import { createJournal, type Journal, type JournalParts } from '../server/journal/journal.ts'
import { unasked } from '../server/request-id.ts'
import { newId } from '../server/store/ids.ts'
import { openStore, type Store } from '../server/store/mongo.ts'
import { removeData } from './server.ts'
import { shared } from './shared.ts'

export interface TestStore extends Store {
  /** Where the embedded store keeps it. */
  readonly dataDir: string
  /** A second connection to the same database, as another process has it. */
  another(): Promise<Store>
}

/** A database of its own in the store that all files share; gone when it is closed. */
export const openTestStore = async (options?: Options): Promise<TestStore> =>
  openIn(await shared<string>('store'), options)

/** The same in a store that nobody else has, for processes that are started on its data. */
export async function openOwnStore(options?: Options): Promise<TestStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'clearview-store-'))
  const store = await openIn(dataDir, options)
  return {
    ...store,
    close: async () => {
      await store.close()
      await removeData(dataDir)
    },
  }
}

interface Options {
  readonly monitorCommands?: boolean
}

/** On the embedded store of this data directory, or on the replica set of `MONGODB_URI`. */
async function openIn(dataDir: string, { monitorCommands = false }: Options = {}): Promise<TestStore> {
  const name = `test_${newId()}`
  const open = async (): Promise<Store> => {
    const store = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'], monitorCommands })
    return { ...store, db: store.client.db(name) }
  }
  const first = await open()
  const others: Store[] = []
  return {
    ...first,
    dataDir,
    another: async () => {
      const store = await open()
      others.push(store)
      return store
    },
    close: async () => {
      await first.db.dropDatabase()
      for (const store of [...others, first]) await store.close()
    },
  }
}

/** A journal of its own on a store, for work that nobody asked for. */
export const aJournal = ({ client, db }: Pick<Store, 'client' | 'db'>, more: Partial<JournalParts> = {}): Journal => {
  const parts = { client, db, bus: createMemoryBus(), log: pino({ level: 'silent' }), onOutbox: () => undefined }
  return createJournal({ ...parts, ...more }).for(unasked)
}
