import { prepareDataDir } from '../data-dir.ts'
import { AlreadyOwned, ownedElsewhere, releaseOwnership, takeOwnership } from './owner.ts'
import { listen } from './server.ts'
import { dataPathOf, socketPathOf, uriOf } from './socket-path.ts'
import { openEnvironment } from './storage/environment.ts'
import { removeUnfinishedIndexes } from './storage/index-build.ts'
import { createStore } from './store.ts'

/** A number from the environment, if it is there. */
const numberOf = (name: string): number | undefined => Number(process.env[name]) || undefined

async function run(): Promise<void> {
  // As `config.ts` has it, which would make the start of a store wait until all of it is read.
  const dataDir = process.env['DATA_DIR'] || './data'
  prepareDataDir(dataDir)
  const socketPath = socketPathOf(dataDir)
  const path = dataPathOf(dataDir)
  prepareDataDir(path)
  const environment = openEnvironment(path)
  const epoch = takeOwnership(environment, socketPath)
  const store = createStore(environment, { path, epoch })
  removeUnfinishedIndexes(store)
  const idleMs = numberOf('CLEARVIEW_STORE_IDLE_MS')
  const server = await listen(store, socketPath, idleMs, numberOf('CLEARVIEW_STORE_TTL_MS') ?? 60_000)
  console.log(uriOf(socketPath))

  await server.ended
  await server.close()
  await store.commits.durable().catch(() => {})
  releaseOwnership(environment, epoch)
  await store.close()
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exit(error instanceof AlreadyOwned ? ownedElsewhere : 1)
  },
)
