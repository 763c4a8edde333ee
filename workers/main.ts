import { describeForCandidate } from '../server/applications/tell-candidate.ts'
import { describeUnread } from '../server/chat/tell-unread.ts'
import { type Config, ConfigError, readConfig } from '../server/config.ts'
import { createMemoryBus } from '../server/journal/bus.memory.ts'
import { createJournal } from '../server/journal/journal.ts'
import { createLog } from '../server/log.ts'
import { openLinkSecrets } from '../server/store/link-key.ts'
import { openStore } from '../server/store/mongo.ts'
import { startWorkers, type Workers } from './start.ts'

/** `npm run worker`: does the outbox's work for servers that run with `WORKERS=off`, or beside them. */
async function main(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL)
  const store = await openStore(config)
  let workers: Workers | null = null
  const journal = createJournal({
    client: store.client,
    db: store.db,
    bus: createMemoryBus(),
    log,
    onOutbox: (rows) => workers?.nudge(rows),
  })
  const { client, db } = store
  const links = await openLinkSecrets(db, config.CLEARVIEW_SECRET)
  const address = config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`
  workers = await startWorkers({
    client,
    db,
    journal,
    config,
    log,
    publicUrl: () => address,
    describeUnread: (about) => describeUnread({ db, now: new Date() }, about),
    describeForCandidate: (id, version) => describeForCandidate({ db, now: new Date() }, links, id, version),
  })
  log.info('the worker is ready')

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  await workers.stop()
  journal.close()
  await store.close()
  // Agenda leaves a timer behind for every job of the last seconds; they would keep the process.
  process.exit(0)
}

try {
  await main(readConfig(process.env))
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
