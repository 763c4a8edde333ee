import { type Config, readConfig } from '../server/config.ts'
import { createMemoryBus } from '../server/journal/bus.memory.ts'
import { createRedisBus } from '../server/journal/bus.redis.ts'
import { createJournal } from '../server/journal/journal.ts'
import { createLog, type Log } from '../server/log.ts'
import { follows } from '../server/notifications/follow-entries.ts'
import { createNews } from '../server/notifications/news.ts'
import { stopSignal } from '../server/stop-signal.ts'
import { timeNow } from '../server/store/clock.ts'
import { readEpoch } from '../server/store/epoch.ts'
import { openLinkSecrets } from '../server/store/link-key.ts'
import { type Store, startOnStore } from '../server/store/mongo.ts'
import { openRedis } from '../server/store/redis.ts'
import { type Running, runThroughRestores } from '../server/store/run.ts'
import { endUnstarted } from '../server/unstarted.ts'
import { startWorkers, type Workers } from './start.ts'

/** `npm run worker`: does the outbox's work for servers that run with `WORKERS=off`, or beside them. */
async function main(config: Config): Promise<void> {
  const log = createLog(config.LOG_LEVEL)
  await runThroughRestores(() => startOnStore(config, (store) => startOn(store, config, log), log), stopSignal(), log)
  // Agenda leaves a timer behind for every job of the last seconds; they would keep the process.
  process.exit(0)
}

async function startOn(store: Store, config: Config, log: Log): Promise<Running> {
  const epoch = await readEpoch(store.db)
  let workers: Workers | null = null
  const redis = config.REDIS_URL ? await openRedis(config.REDIS_URL, `clearview:${epoch}`, log) : null
  const journal = createJournal({
    client: store.client,
    db: store.db,
    bus: redis ? createRedisBus(redis) : createMemoryBus(),
    secret: config.CLEARVIEW_SECRET,
    log,
    follows,
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
    links,
    lockLifetime: config.LIMIT_WORKER_SILENCE,
    news: createNews(() => ({ db, now: timeNow() }), links),
  })
  log.info('the worker is ready')
  return {
    db,
    epoch,
    stop: async () => {
      await workers?.stop()
      journal.close()
      redis?.close()
      await store.close()
    },
  }
}

try {
  await main(readConfig(process.env))
} catch (error) {
  endUnstarted(error)
}
