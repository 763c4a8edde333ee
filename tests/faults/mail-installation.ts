import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { createMemoryBus } from '../../server/journal/bus.memory.ts'
import { createJournal } from '../../server/journal/journal.ts'
import { createLog } from '../../server/log.ts'
import { follows } from '../../server/notifications/follow-entries.ts'
import { unasked } from '../../server/request-id.ts'
import { socketPathOf, uriOf } from '../../server/store/embedded/socket-path.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { type OutboxRow, outboxRows } from '../../server/store/outbox.ts'
import { startWorkers, type WorkerParts } from '../../workers/start.ts'
import { eventually, removeData } from '../server.ts'
import type { Task } from './commit-and-die.ts'
import { catchMail, type MailCatcher } from './mail-catcher.ts'
import { noNews } from './no-news.ts'
import { startProcess, startWorkerProcess, type TestProcess } from './worker-process.ts'

// What tests of sending mail are made of.

const retries = { tries: 5, finalTries: 2, firstDelay: 50, largestDelay: 400 }
const lockLifetime = 1500
/** Starting a process takes its time on a busy machine. */
export const patience = 40_000
const log = createLog('silent')

export let dataDir: string
export let store: Store
const endings: (() => Promise<unknown>)[] = []

/** A store for all tests of the file that calls this; what each of them starts ends with it. */
export function storeForThisFile(): void {
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'clearview-mail-'))
    store = await openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  })
  afterAll(async () => {
    await store.close()
    await removeData(dataDir)
  })
  afterEach(async () => {
    for (const end of endings.splice(0).reverse()) await end()
  })
}

/** An installation of its own within the shared store. */
export async function anInstallation(config: { first?: MailCatcher; second?: MailCatcher } = {}) {
  const db = store.client.db(`mail-${newId()}`)
  const outbox = outboxRows({ db })
  const nudged: ((rows: readonly OutboxRow[]) => void)[] = []
  const onOutbox = (rows: readonly OutboxRow[]) => {
    for (const nudge of nudged) nudge(rows)
  }
  const journal = createJournal({
    client: store.client,
    db,
    bus: createMemoryBus(),
    log,
    onOutbox,
    follows,
  }).for(unasked)
  endings.push(async () => {
    journal.close()
    await db.dropDatabase()
  })
  return {
    database: db.databaseName,
    scope: { db, now: new Date() },
    journal,
    outbox,
    work: async (parts: Partial<WorkerParts> = {}) => {
      const workers = await startWorkers({
        client: store.client,
        db,
        journal,
        log,
        retries,
        lockLifetime,
        config: { DATA_DIR: dataDir, SMTP_URL: config.first?.url, SMTP_FALLBACK_URL: config.second?.url },
        publicUrl: () => 'http://127.0.0.1:3000',
        links: { secretOf: (seed) => `secret of ${seed}` },
        news: noNews,
        ...parts,
      })
      nudged.push((rows) => workers.nudge(rows))
      endings.push(() => workers.stop())
      return workers
    },
    mail: (to = 'amina@example.com', count = 1) =>
      journal.commit([], async (tx) => {
        const data = { name: 'Amina', companyName: 'Birch', token: 'secret' }
        for (let i = 0; i < count; i++) tx.outbox('send-mail', { to, template: 'verify-email', data })
      }),
    decide: (dueAt: Date) =>
      journal.commit([], async (tx) => tx.outbox('tell-candidate', { applicationId: 'a', version: 2 }, { dueAt })),
    allIn: (state: OutboxRow['state']) =>
      eventually(async () => {
        const rows = await outbox.find().toArray()
        return rows.length > 0 && rows.every((row) => row.state === state) ? rows : null
      }, patience),
    /** Nothing waits, nothing runs: whatever was to be sent has been sent. A killed worker may leave a finished job. */
    settled: () =>
      eventually(async () => {
        const jobs = await db.collection('jobs').find().toArray()
        return jobs.every(({ nextRunAt, lockedAt }) => !nextRunAt && !lockedAt)
      }, patience),
  }
}

export async function aMailServer(options: Parameters<typeof catchMail>[0] = {}): Promise<MailCatcher> {
  const catcher = await catchMail(options)
  endings.push(() => catcher.close())
  return catcher
}

function ending(process: TestProcess): TestProcess {
  endings.push(() => process.kill())
  return process
}

/** A worker of its own process that works for an installation. */
export function aWorkerProcess({ database, smtpUrl }: { database: string; smtpUrl: string }): TestProcess {
  const uri = new URL(process.env['MONGODB_URI'] ?? uriOf(socketPathOf(dataDir)))
  uri.pathname = `/${database}`
  const env = { MONGODB_URI: uri.href, DATA_DIR: dataDir, SMTP_URL: smtpUrl }
  return ending(startWorkerProcess({ ...env, LIMIT_WORKER_SILENCE: String(lockLifetime) }))
}

/** A worker for what is in the shared store itself, without a mail server. */
export const aPlainWorker = (): TestProcess => ending(startWorkerProcess({ DATA_DIR: dataDir }))

const commitAndDie = fileURLToPath(new URL('commit-and-die.ts', import.meta.url))

/** A process that commits a mail and dies before anybody is told. */
export const aDyingCommitter = (task: Omit<Task, 'dataDir'>): TestProcess =>
  ending(
    startProcess(['--import', 'tsx', commitAndDie], {
      ...process.env,
      COMMIT_AND_DIE: JSON.stringify({ ...task, dataDir }),
    }),
  )
