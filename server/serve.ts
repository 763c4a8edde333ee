import type { Workers } from '../workers/start.ts'
import { type App, createApp } from './app.ts'
import type { Config } from './config.ts'
import { type DemoLogin, demoLogins, seedDemo } from './demo/seed.ts'
import { createLog, type Log } from './log.ts'
import { unasked } from './request-id.ts'
import { stopSignal } from './stop-signal.ts'
import { type Store, startOnStore } from './store/mongo.ts'
import { type Running, runThroughRestores } from './store/run.ts'

/** What a person reads at the start goes to standard output; the log goes to standard error. */
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function startOn(store: Store, config: Config, log: Log): Promise<Running & { readonly port: number }> {
  let workers: Workers | null = null
  const app = await createApp({ config, log, store, onOutbox: (rows) => workers?.nudge(rows) })
  if (wantsDemo(config)) await seedDemo({ ...store, journal: app.journal.for(unasked), links: app.links, log })
  const logins = await demoLogins(store.db)
  const address = await app.listen(config.PORT, config.HOST)
  say(`ClearView is ready at ${app.publicUrl() === address ? address : `${address} (${app.publicUrl()})`}`)
  if (logins) sayLogins(logins)
  if (!config.SMTP_URL) say(`Mail is kept, not sent: ${address}/dev/mail`)
  if (config.WORKERS === 'inline') {
    // They read much that no answer needs: whoever waits for the first page does not wait for them.
    const { startWorkers } = await import('../workers/start.ts')
    workers = await startWorkers({ ...store, ...app, config, log, lockLifetime: config.LIMIT_WORKER_SILENCE })
  }
  const parts = { app, store, workers }
  return { db: store.db, epoch: app.epoch, port: Number(new URL(address).port || 80), stop: () => stop(parts, log) }
}

/** The demo comes with the embedded store unless it is switched off; elsewhere only when asked for. */
const wantsDemo = (config: Config): boolean => config.CLEARVIEW_DEMO ?? config.MONGODB_URI === undefined

function sayLogins(logins: readonly DemoLogin[]): void {
  say('The demo company, with a password for each person:')
  for (const { role, email, password } of logins) say(`  ${role.padEnd(15)} ${email.padEnd(28)} ${password}`)
}

async function stop(parts: { app: App; store: Store; workers: Workers | null }, log: Log): Promise<void> {
  const { app, store, workers } = parts
  await app.close()
  await workers?.stop()
  await store.close()
  log.info('stopped')
}

/**
 * Serves until it is told to stop, through restores of backups.
 * @param launched keeps the embedded store until it is joined
 * @throws what keeps it from starting
 */
export async function serve(config: Config, launched: { close(): Promise<void> } | null): Promise<void> {
  const log = createLog(config.LOG_LEVEL)
  const signal = stopSignal()
  // Once it listens it keeps its port, also where the system chose it.
  let { PORT } = config
  const startHere = async () => {
    const running = await startOnStore(config, (store) => startOn(store, { ...config, PORT }, log), log)
    await launched?.close()
    PORT = running.port
    return running
  }
  await runThroughRestores(startHere, signal, log)
}
