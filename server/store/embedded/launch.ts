import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Doc, docOf, type Value } from './bson/types.ts'
import { StoreError } from './errors.ts'
import { build, ownedElsewhere } from './owner.ts'
import { socketPathOf, uriOf } from './socket-path.ts'
import { formatReply, headerSize, opMsg, parseMessage } from './wire/message.ts'

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
  const join = () => joinOrStart({ ...options, dataDir }, socketPath)
  let closed = false
  let client = await join()
  const holdOn = async () => {
    for (await client.ended; !closed; await client.ended)
      try {
        client = await join()
        if (closed) client.close()
      } catch (error) {
        console.error('the embedded store could not be started again:', error instanceof Error ? error.message : error)
        await delay(500)
      }
  }
  void holdOn()
  const close = async () => {
    closed = true
    client.close()
  }
  return { uri: uriOf(socketPath), close }
}

/** Connects, starting a store whenever there is none; whoever starts second finds the first one's. */
async function joinOrStart(options: LaunchOptions, socketPath: string): Promise<StoreClient> {
  const deadline = Date.now() + startTimeoutMs
  let starting: Promise<void> | undefined
  for (;;) {
    const client = await connectStore(socketPath).catch(() => undefined)
    if (client && (await usable(client, options))) return client
    if (!client)
      starting ??= runStore(options).then(() => {
        starting = undefined
      })
    const advice = `See ${logOf(options.dataDir)}; a process that hangs may have to be ended by hand.`
    if (Date.now() > deadline) throw new Error(`The embedded store on ${options.dataDir} does not answer. ${advice}`)
    // Each who waits for the process hears of its failure; after the start it is nobody's but the log's.
    await Promise.race([delay(20), ...(starting ? [starting] : [])])
  }
}

const answerTimeoutMs = 5000

type StoreClient = Awaited<ReturnType<typeof connectStore>>

/** The few words the launcher speaks with a store, long before the driver does. */
async function connectStore(path: string) {
  const socket = connect(path)
  await once(socket, 'connect')
  // It must not keep a process alive that has nothing else to do than to wait for its end.
  socket.unref()
  const closed = new AbortController()
  socket.on('error', () => socket.destroy())
  const ended = new Promise<void>((resolve) => {
    socket.on('close', () => resolve(closed.abort()))
  })
  socket.resume()

  /** Rejects when the store ends, or says nothing for a while. */
  async function command(fields: Record<string, Value>): Promise<Doc> {
    socket.ref().write(formatReply({ id: 0, opcode: opMsg }, docOf(fields)))
    const signal = AbortSignal.any([closed.signal, AbortSignal.timeout(answerTimeoutMs)])
    let received = Buffer.alloc(0)
    while (received.length < headerSize || received.length < received.readInt32LE(0)) {
      const [chunk]: Buffer[] = await once(socket, 'data', { signal })
      received = Buffer.concat([received, chunk ?? received])
    }
    socket.unref()
    const { command: answer } = parseMessage(received)
    if (answer instanceof StoreError) throw answer
    return answer
  }

  return { ended, command, close: () => void socket.destroy() }
}

/** Says hello. A store of another build is asked to end when nobody else needs it; false when it is gone, or goes. */
async function usable(client: StoreClient, { dataDir, env }: LaunchOptions): Promise<boolean> {
  const own = build({ ...process.env, ...env })
  const ask = (command: string) => client.command({ [command]: 1, $db: 'admin' }).catch(() => undefined)
  const hello = await ask('hello')
  if (hello?.clearviewBuild === own) return true
  const answer = hello && (await ask('clearviewStop'))
  client.close()
  if (answer?.stopping !== false) return false
  const what = `process ${hello?.clearviewPid} of another version of ClearView (build ${hello?.clearviewBuild}, this is ${own})`
  throw new Error(`The store on ${dataDir} is run by ${what}. Stop the processes of that version first.`)
}

const logOf = (dataDir: string) => join(dataDir, 'store', 'log')
const maxLogBytes = 1024 * 1024

/**
 * Runs a store until it ends in good order, or because another one is there already; throws when it fails. In a session
 * of its own, so that Ctrl-C in the terminal reaches the node, which then ends in good order first.
 */
async function runStore({ dataDir, env }: LaunchOptions): Promise<void> {
  const all = { CLEARVIEW_STORE_IDLE_MS: String(idleExitMs), ...process.env, ...env, DATA_DIR: dataDir }
  const path = logOf(dataDir)
  const before = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(path, before > maxLogBytes ? 'w' : 'a', 0o600)
  const logStart = statSync(path).size
  const child = spawn(process.execPath, mainArguments(all), {
    cwd: dirname(dataDir),
    detached: true,
    stdio: ['ignore', log, log],
    env: all,
  })
  closeSync(log)
  child.unref()
  const [code, signal] = await once(child, 'exit')
  if (code === 0 || code === ownedElsewhere) return
  appendFileSync(path, `process ${child.pid} ended: ${signal ?? code}\n`)
  const said = readFileSync(path, 'utf8').slice(logStart).trim()
  throw new Error(`The embedded store on ${dataDir} could not be started: ${said}`)
}

/**
 * Built, it lies beside this. From source the process needs the loader that understands TypeScript, which takes four
 * times as long, unless a built one is named.
 */
function mainArguments({ CLEARVIEW_STORE_FILE }: NodeJS.ProcessEnv): string[] {
  if (CLEARVIEW_STORE_FILE) return [CLEARVIEW_STORE_FILE]
  const self = fileURLToPath(import.meta.url)
  if (!self.endsWith('.ts')) return [join(dirname(self), 'store.js')]
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return ['--import', loader, join(dirname(self), 'main.ts')]
}
