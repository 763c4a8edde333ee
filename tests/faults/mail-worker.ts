import { createMemoryBus } from '../../server/journal/bus.memory.ts'
import { createJournal } from '../../server/journal/journal.ts'
import { createLog } from '../../server/log.ts'
import { follows } from '../../server/notifications/follow-entries.ts'
import { openStore } from '../../server/store/mongo.ts'
import { startWorkers } from '../../workers/start.ts'
import { noNews } from './no-news.ts'

/** What a process of `mail.test.ts` is told, as JSON in `MAIL_WORKER`. */
export interface Task {
  readonly dataDir: string
  readonly database: string
  readonly smtpUrl: string
  readonly lockLifetime: number
  /** Instead of working: commits a mail to this address and dies before anybody is told. */
  readonly commitAndDie?: string
}

const { dataDir, database, smtpUrl, lockLifetime, commitAndDie } = JSON.parse(process.env['MAIL_WORKER'] ?? '') as Task
const log = createLog('error')
const { client } = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
const db = client.db(database)
const die = () => process.kill(process.pid, 'SIGKILL')
const journal = createJournal({
  client,
  db,
  bus: createMemoryBus(),
  log,
  onOutbox: commitAndDie ? die : () => {},
  follows,
})
if (commitAndDie) {
  const data = { name: 'Amina', companyName: 'Birch', token: 'secret' }
  await journal.commit([], async (tx) => tx.outbox('send-mail', { to: commitAndDie, template: 'verify-email', data }))
}
await startWorkers({
  client,
  db,
  journal,
  log,
  lockLifetime,
  config: { DATA_DIR: dataDir, SMTP_URL: smtpUrl, SMTP_FALLBACK_URL: undefined, WEBHOOKS_TO_PRIVATE: true },
  publicUrl: () => 'http://127.0.0.1:3000',
  links: { secretOf: (seed) => `secret of ${seed}` },
  news: noNews,
})
process.stdout.write('ready\n')
