import { type Config, ConfigError, readConfig } from './config.ts'
import { prepareDataDir } from './store/data-dir.ts'
import { launchEmbeddedStore } from './store/embedded/launch.ts'

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

const isNoName = (error: NodeJS.ErrnoException): string =>
  `No address belongs to the name in HOST (${error.message}). Use an address of this machine, such as 127.0.0.1.`

/** Problems of the place we run in, which the person who starts the server can mend. */
const plainCodes: Readonly<Record<string, (error: NodeJS.ErrnoException) => string>> = {
  EADDRINUSE: () => 'The port is taken. Stop the other program or choose another PORT.',
  EACCES: (error) => `No permission: ${error.message}. Choose another PORT or DATA_DIR.`,
  ENOTDIR: (error) => `DATA_DIR cannot be a folder: ${error.message}.`,
  EROFS: (error) => `DATA_DIR cannot be written to: ${error.message}.`,
  ENOTFOUND: isNoName,
  EAI_AGAIN: isNoName,
  EADDRNOTAVAIL: (error) => `HOST is not an address of this machine: ${error.message}.`,
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  const code = (error as NodeJS.ErrnoException).code ?? ''
  return plainCodes[code]?.(error as NodeJS.ErrnoException) ?? (error instanceof Error ? error.message : String(error))
}

try {
  await main(readConfig(process.env))
} catch (error) {
  process.stderr.write(`ClearView cannot start: ${explain(error).split('\n')[0]}\n`)
  if (process.env['LOG_LEVEL'] === 'debug') process.stderr.write(`${String((error as Error).stack)}\n`)
  process.exit(1)
}
