import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync, closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, ownedElsewhere } from './owner.ts'
import { socketPathOf, uriOf } from './socket-path.ts'
import { StoreClient } from './wire/client.ts'

interface LaunchOptions {
  dataDir: string
  env?: NodeJS.ProcessEnv
}

/** A store that was launched, rather than started by hand, ends this long after its last connection. */
const idleExitMs = 1000
const startTimeoutMs = 20_000

/**
 * Joins the store running on this data directory, or starts one. One connection is held for as long as the store is
 * wanted: it keeps the store from ending, and tells at once when it is gone, so that the next one can be started.
 */
export async function launchEmbeddedStore(options: LaunchOptions): Promise<{ uri: string; close(): Promise<void> }> {
  if (process.platform === 'win32')
    throw new Error('The embedded store runs on Linux and macOS; elsewhere set MONGODB_URI')
  const dataDir = resolve(options.dataDir)
  const socketPath = socketPathOf(dataDir)
  let closed = false
  let client = await joinOrStart({ ...options, dataDir }, socketPath)
  const hold = () => {
    if (closed) client.close()
    else client.onClose = () => void holdAgain()
  }
  const holdAgain = async (): Promise<void> => {
    try {
      client = await joinOrStart({ ...options, dataDir }, socketPath)
      hold()
    } catch (error) {
      console.error('the embedded store could not be started again:', error instanceof Error ? error.message : error)
      await delay(500)
      if (!closed) await holdAgain()
    }
  }
  hold()
  const close = async () => {
    closed = true
    client.close()
  }
  return { uri: uriOf(socketPath), close }
}

/** Connects, starting a store whenever there is none; whoever starts second finds the first one's. */
async function joinOrStart(options: LaunchOptions, socketPath: string): Promise<StoreClient> {
  const deadline = Date.now() + startTimeoutMs
  let starting: Starting | undefined
  for (;;) {
    const client = await StoreClient.connect(socketPath).catch(() => undefined)
    if (client && (await usable(client, options))) return client
    if (!client && (!starting || starting.isOver())) starting = startStore(options)
    const advice = `See ${logOf(options.dataDir)}; a process that hangs may have to be ended by hand.`
    if (Date.now() > deadline) throw new Error(`The embedded store on ${options.dataDir} does not answer. ${advice}`)
    await delay(20)
  }
}

/** Says hello. A store of another build is asked to end when nobody else needs it; false when it is gone, or goes. */
async function usable(client: StoreClient, { dataDir, env }: LaunchOptions): Promise<boolean> {
  const own = build({ ...process.env, ...env })
  try {
    const { clearviewBuild: other, clearviewPid: pid } = await client.command({ hello: 1, $db: 'admin' })
    if (other === own) return true
    const { stopping } = await client.command({ clearviewStop: 1, $db: 'admin' })
    if (stopping === true) return false
    const what = `process ${String(pid)} of another version of ClearView (build ${String(other)}, this is ${own})`
    throw new OtherBuild(`The store on ${dataDir} is run by ${what}. Stop the processes of that version first.`)
  } catch (error) {
    client.close()
    if (error instanceof OtherBuild) throw error
    return false
  }
}

class OtherBuild extends Error {}

interface Starting {
  /** Whether the process has ended; throws when it failed for good. */
  isOver(): boolean
}

const logOf = (dataDir: string) => join(dataDir, 'store', 'log')
const maxLogBytes = 1024 * 1024

/** In a session of its own, so that Ctrl-C in the terminal reaches the node, which then ends in good order first. */
function startStore({ dataDir, env }: LaunchOptions): Starting {
  const path = logOf(dataDir)
  const before = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(path, before > maxLogBytes ? 'w' : 'a', 0o600)
  const logStart = statSync(path).size
  const child: ChildProcess = spawn(process.execPath, mainArguments(), {
    cwd: dirname(dataDir),
    detached: true,
    stdio: ['ignore', log, log],
    env: { CLEARVIEW_STORE_IDLE_MS: String(idleExitMs), ...process.env, ...env, DATA_DIR: dataDir },
  })
  closeSync(log)
  child.unref()
  child.once('exit', (code, signal) => {
    if (signal || (code !== 0 && code !== ownedElsewhere)) report(path, `process ${child.pid} ended: ${signal ?? code}`)
  })
  return {
    isOver: () => {
      const { exitCode, signalCode } = child
      if (exitCode === 0 || exitCode === ownedElsewhere) return true
      if (exitCode === null && signalCode === null) return false
      const said = readFileSync(path, 'utf8').slice(logStart).trim()
      throw new Error(`The embedded store on ${dataDir} could not be started: ${said || (exitCode ?? signalCode)}`)
    },
  }
}

function report(path: string, line: string): void {
  try {
    appendFileSync(path, `${line}\n`)
  } catch {
    // The directory may be gone with the store.
  }
}

/**
 * Built, it lies beside this. From source the process needs the loader that understands TypeScript, which takes four
 * times as long, unless a built one is named.
 */
function mainArguments(): string[] {
  const { CLEARVIEW_STORE_FILE } = process.env
  if (CLEARVIEW_STORE_FILE) return [CLEARVIEW_STORE_FILE]
  const self = fileURLToPath(import.meta.url)
  if (!self.endsWith('.ts')) return [join(dirname(self), 'store.js')]
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', loader, join(dirname(self), 'main.ts')]
}
