import { createMemoryBus } from '../../server/journal/bus.memory.ts'
import { createJournal } from '../../server/journal/journal.ts'
import { createLog } from '../../server/log.ts'
import { unasked } from '../../server/request-id.ts'
import { openStore } from '../../server/store/mongo.ts'

/** What the process is told, as JSON in `COMMIT_AND_DIE`. */
export interface Task {
  readonly dataDir: string
  readonly database: string
  readonly to: string
}

// Commits a mail and dies before any worker is told of it.
const { dataDir, database, to } = JSON.parse(process.env['COMMIT_AND_DIE'] ?? '') as Task
const { client } = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
const journal = createJournal({
  client,
  db: client.db(database),
  bus: createMemoryBus(),
  log: createLog('error'),
  onOutbox: () => process.kill(process.pid, 'SIGKILL'),
})
const data = { name: 'Amina', companyName: 'Birch', token: 'secret' }
await journal.for(unasked).commit([], async (tx) => tx.outbox('send-mail', { to, template: 'verify-email', data }))
