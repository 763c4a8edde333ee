import { journalPlan } from '../../server/journal/entry.ts'
import { ensureIndexes, type Store } from '../../server/store/mongo.ts'
import { outboxPlan } from '../../server/store/outbox.ts'
import { openOwnStore } from '../open-store.ts'
import { eventually } from '../server.ts'
import type { Task } from './clients.ts'

/** A store of its own, with the ways to find it from elsewhere and to kill it. */
export interface World extends Store {
  readonly task: Task
  another(): Promise<Store>
  /** SIGKILL for the store's process; those who use it start the next one. A replica set is not ours to kill. */
  killStore(): Promise<void>
}

export async function aWorld(): Promise<World> {
  const store = await openOwnStore()
  await ensureIndexes(store.db, [journalPlan, outboxPlan])
  const owner = async (): Promise<number> => Number((await store.db.admin().command({ hello: 1 }))['clearviewPid'])
  return {
    ...store,
    task: { dataDir: store.dataDir, database: store.db.databaseName },
    killStore: async () => {
      if (process.env['MONGODB_URI']) return
      process.kill(await eventually(owner, 30_000), 'SIGKILL')
    },
  }
}
