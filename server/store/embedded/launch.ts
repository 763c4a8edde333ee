import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from './build.ts'
import { socketPathOf, uriOf } from './socket-path.ts'
import { StoreClient } from './wire/client.ts'

interface LaunchOptions {
  dataDir: string
  env?: NodeJS.ProcessEnv
}

/** A store that was launched, rather than started by hand, ends this long after its last connection. */
const idleExitMs = 1000
const startTimeoutMs = 20_000

/** Joins the store running on this data directory, or starts one. */
export async function launchEmbeddedStore(options: LaunchOptions): Promise<{ uri: string; close(): Promise<void> }> {
  if (process.platform === 'win32')
    throw new Error('The embedded store runs on Linux and macOS; elsewhere set MONGODB_URI')
  const dataDir = resolve(options.dataDir)
  const socketPath = socketPathOf(dataDir)
  const keeper = new Keeper({ ...options, dataDir }, socketPath)
  await keeper.start()
  return { uri: uriOf(socketPath), close: () => keeper.close() }
}

/**
 * Holds one connection for as long as the store is wanted: it keeps the store from ending, and tells at once when the
 * store is gone, so that whoever still needs it starts the next one.
 */
class Keeper {
  readonly #options: LaunchOptions
  readonly #socketPath: string
  #client: StoreClient | undefined
  #closed = false

  constructor(options: LaunchOptions, socketPath: string) {
    this.#options = options
    this.#socketPath = socketPath
  }

  async start(): Promise<void> {
    const client = await joinOrStart(this.#options, this.#socketPath)
    if (this.#closed) return client.close()
    this.#client = client
    client.onClose = () => void this.#again()
  }

  async #again(): Promise<void> {
    while (!this.#closed) {
      try {
        return await this.start()
      } catch (error) {
        console.error('the embedded store could not be started again:', error instanceof Error ? error.message : error)
        await delay(500)
      }
    }
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#client?.close()
  }
}

/** Connects, starting a store whenever there is none; whoever starts second finds the first one's. */
async function joinOrStart(options: LaunchOptions, socketPath: string): Promise<StoreClient> {
  const deadline = Date.now() + startTimeoutMs
  let starting: Starting | undefined
  for (;;) {
    const client = await StoreClient.connect(socketPath).catch(() => undefined)
    if (client && (await usable(client, options))) return client
    starting?.check()
    if (!client && (!starting || starting.over)) starting = startStore(options)
    if (Date.now() > deadline)
      throw new Error(
        `The embedded store on ${options.dataDir} does not answer. See ${logOf(options.dataDir)}; a process that hangs may have to be ended by hand.`,
      )
    await delay(20)
  }
}

/** Says hello. A store of another build is asked to end when nobody else needs it. */
async function usable(client: StoreClient, { dataDir, env }: LaunchOptions): Promise<boolean> {
  try {
    const hello = await client.command({ hello: 1, $db: 'admin' })
    const own = build({ ...process.env, ...env })
    if (hello.clearviewBuild === own) return true
    const { stopping } = await client.command({ clearviewStop: 1, $db: 'admin' })
    client.close()
    if (stopping !== true)
      throw new OtherBuild(
        `The store on ${dataDir} is run by process ${String(hello.clearviewPid)} of another version of ClearView (build ${String(hello.clearviewBuild)}, this is ${own}). Stop the processes of that version first.`,
      )
    return false
  } catch (error) {
    client.close()
    if (error instanceof OtherBuild) throw error
    return false
  }
}

class OtherBuild extends Error {}

interface Starting {
  over: boolean
  /** Throws when the process has failed for good. */
  check(): void
}

function report(dataDir: string, line: string): void {
  try {
    appendFileSync(logOf(dataDir), `${line}\n`)
  } catch {
    // The directory may be gone with the store.
  }
}

const logOf = (dataDir: string) => join(dataDir, 'store', 'log')
const ownedElsewhere = 3
const maxLogBytes = 1024 * 1024

/** In a session of its own, so that Ctrl-C in the terminal reaches the node, which then ends in good order first. */
function startStore({ dataDir, env }: LaunchOptions): Starting {
  const log = openSync(
    logOf(dataDir),
    (statSync(logOf(dataDir), { throwIfNoEntry: false })?.size ?? 0) > maxLogBytes ? 'w' : 'a',
    0o600,
  )
  const logStart = statSync(logOf(dataDir)).size
  const child: ChildProcess = spawn(process.execPath, mainArguments(), {
    cwd: dirname(dataDir),
    detached: true,
    stdio: ['ignore', log, log],
    env: { CLEARVIEW_STORE_IDLE_MS: String(idleExitMs), ...process.env, ...env, DATA_DIR: dataDir },
  })
  closeSync(log)
  child.unref()
  child.once('exit', (code, signal) => {
    if (signal) report(dataDir, `process ${child.pid} was ended by ${signal}`)
    else if (code !== 0 && code !== ownedElsewhere) report(dataDir, `process ${child.pid} ended with ${code}`)
  })
  const starting = {
    over: false,
    check: () => {
      if (child.exitCode === null && child.signalCode === null) return
      starting.over = true
      if (child.exitCode === 0 || child.exitCode === ownedElsewhere) return
      const said = readFileSync(logOf(dataDir), 'utf8').slice(logStart).trim()
      throw new Error(
        `The embedded store on ${dataDir} could not be started: ${said || `it ended with ${child.exitCode ?? child.signalCode}`}`,
      )
    },
  }
  return starting
}

/** Compiled code runs as it is; from source the process needs the loader that understands TypeScript. */
function mainArguments(): string[] {
  const self = fileURLToPath(import.meta.url)
  if (!self.endsWith('.ts')) return [join(dirname(self), 'main.js')]
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', loader, join(dirname(self), 'main.ts')]
}
