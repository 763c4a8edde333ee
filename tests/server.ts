import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Accounts } from './accounts.ts'
import { call } from './http-call.ts'

interface Mail {
  to: string
  subject: string
  text: string
  html: string
  links: string[]
  attachments: { filename: string; contentType: string; content: string; encoding?: 'base64' }[]
  at: string
}

/** Where a server is and where it keeps what it keeps. */
export interface Whereabouts {
  readonly url: string
  readonly dataDir: string
  /** What the process writes to standard error. */
  readonly logFile: string
}

export interface TestServer extends Whereabouts {
  /** Everything the process wrote to standard error: its log. */
  log(): string
  /** Mail to an address, newest first. */
  mail(to: string): Promise<Mail[]>
  /** Set where people are put into the store. Left out: they sign up like everybody else. */
  readonly accounts?: Accounts
}

/** A server of the test's own. */
export interface RunningServer extends TestServer {
  readonly pid: number
  /** SIGTERM, and waits for the end; removes the data unless it is kept. */
  stop(options?: { keepData?: boolean }): Promise<number | null>
  /** SIGKILL: nothing is flushed, nothing is said. */
  kill(): Promise<void>
}

/** The built server. */
export const serverEntry = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))

/**
 * Starts the built server as a process of its own on a free port, with an empty data directory unless one is given.
 * `program` is what Node runs instead.
 * @throws when it ends before it is ready, with its log
 */
export async function startServer(
  options: { dataDir?: string; port?: number; env?: Record<string, string>; program?: readonly string[] } = {},
): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'clearview-')))
  mkdirSync(dataDir, { recursive: true })
  const logFile = join(dataDir, `server-${randomUUID()}.log`)
  const log = openSync(logFile, 'a')
  const child = spawn(process.execPath, options.program ?? [serverEntry], {
    stdio: ['ignore', 'pipe', log],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      TMPDIR: process.env['TMPDIR'],
      MONGODB_URI: process.env['MONGODB_URI'],
      PORT: String(options.port ?? 0),
      DATA_DIR: dataDir,
      CLEARVIEW_DEMO: '0',
      LOG_LEVEL: 'warn',
      ...options.env,
    },
  })
  closeSync(log)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const url = await addressOf(child, ended, () => readFileSync(logFile, 'utf8'))
  return {
    ...serverAt({ url, dataDir, logFile }),
    pid: child.pid ?? -1,
    stop: async ({ keepData = false } = {}) => {
      child.kill('SIGTERM')
      const code = await ended
      if (!keepData) await removeData(dataDir)
      return code
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** A server that somebody else started and stops. */
export const serverAt = ({ url, dataDir, logFile }: Whereabouts): TestServer => ({
  url,
  dataDir,
  logFile,
  log: () => readFileSync(logFile, 'utf8'),
  mail: async (to) => {
    const { status, text } = await call(`${url}/dev/mail?to=${encodeURIComponent(to)}`, { method: 'GET', headers: {} })
    if (status !== 200) throw new Error(`/dev/mail answered ${status}`)
    return JSON.parse(text) as Mail[]
  },
})

/** The first line with an address on standard output says that the server is ready. */
async function addressOf(child: ChildProcess, ended: Promise<number | null>, log: () => string): Promise<string> {
  if (!child.stdout) throw new Error('The server has no standard output')
  const lines = createInterface({ input: child.stdout })
  const ready = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const found = /http:\/\/[\w.[\]:-]+:\d+/.exec(line)
      if (found) resolve(found[0])
    })
  })
  const died = ended.then((code): never => {
    throw new Error(`The server ended with code ${code} before it was ready.\n${log()}`)
  })
  return Promise.race([ready, died])
}

/** The store of a stopped server goes on for a moment; its files are removed when it has gone. */
export async function removeData(dataDir: string): Promise<void> {
  await rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

/**
 * Asks until the answer is there. A promise of time is given as the bound; without one it only ends what will never be,
 * on a machine that may be busy with other things.
 * @param bound in milliseconds
 * @throws with the last answer after the bound
 */
export async function eventually<T>(ask: () => T | Promise<T>, bound = 40_000): Promise<NonNullable<T>> {
  const started = Date.now()
  for (let last: unknown; ; ) {
    try {
      const answer = await ask()
      if (answer !== null && answer !== undefined && answer !== false) return answer as NonNullable<T>
      last = answer
    } catch (error) {
      last = error
    }
    const waited = Date.now() - started
    if (waited > bound) throw new Error(`Not within ${bound} ms`, { cause: last })
    // What takes longer is asked for more rarely: whoever works on it has the same processor.
    await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(20, waited / 10), 300)))
  }
}
