import { type Config, readConfig } from './config.ts'
import { prepareDataDir } from './store/data-dir.ts'
import { launchEmbeddedStore } from './store/embedded/launch.ts'
import { endUnstarted } from './unstarted.ts'

/**
 * The store's process starts on one core while this one reads the rest of its code on another.
 * @returns keeps the store for the server, which joins it; null: there is nothing to start, or it could not be started
 */
async function launchStore({ MONGODB_URI, DATA_DIR }: Config): Promise<{ close(): Promise<void> } | null> {
  if (MONGODB_URI) return null
  try {
    prepareDataDir(DATA_DIR)
    return await launchEmbeddedStore({ dataDir: DATA_DIR })
  } catch {
    // What is wrong is met again by the server that joins the store, and said then.
    return null
  }
}

async function main(config: Config): Promise<void> {
  const launching = launchStore(config)
  const { serve } = await import('./serve.ts')
  await serve(config, await launching)
  // Nothing is left to do; timers of libraries would keep the process.
  process.exit(0)
}

try {
  await main(readConfig(process.env))
} catch (error) {
  endUnstarted(error)
}
