import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type Store } from '../../../server/store/mongo.ts'
import { eventually, type RunningServer, removeData, startServer } from '../../server.ts'
import { storePidOf } from '../load.ts'
import { type Cast, enter } from './cast.ts'

const env = {
  PUBLIC_URL: 'http://chat.example.com',
  WORKERS: 'off',
  LIMIT_PERSON_BURST: '10000000',
  LIMIT_PERSON_RATE: '1000000',
  LIMIT_MESSAGES: '10000000',
  LIMIT_SOCKETS_PER_USER: '1000',
}
/** The origin that pages of this installation have, on whichever node they land. */
export const origin = env.PUBLIC_URL

type Health = 'up' | 'stopped' | 'down'

/** One server process after the other, on one data directory. */
export class Node {
  health: Health = 'down'
  readonly #start: () => Promise<RunningServer>
  #server: RunningServer | null = null
  #earlier = ''

  constructor(start: () => Promise<RunningServer>) {
    this.#start = start
  }

  /** Null: nobody listens. */
  get port(): number | null {
    return this.#server && this.health !== 'down' ? Number(new URL(this.#server.url).port) : null
  }

  get url(): string {
    return this.#server?.url ?? ''
  }

  /** Null: none runs. */
  get pid(): number | null {
    return this.#server && this.health !== 'down' ? this.#server.pid : null
  }

  /** What its processes logged, those that were killed too. */
  get log(): string {
    return this.#earlier + (this.#server?.log() ?? '')
  }

  async start(): Promise<void> {
    const before = this.log
    this.#server = await this.#start()
    this.#earlier = before
    this.health = 'up'
  }

  async kill(): Promise<void> {
    this.health = 'down'
    await this.#server?.kill()
  }

  /** SIGTERM, and waits for the end. @returns the exit code */
  async stop(): Promise<number | null> {
    this.health = 'down'
    return (await this.#server?.stop({ keepData: true })) ?? null
  }

  pause(): void {
    this.#signal('SIGSTOP', 'stopped')
  }

  resume(): void {
    this.#signal('SIGCONT', 'up')
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT', health: Health): void {
    if (!this.#server || this.health === 'down') return
    process.kill(this.#server.pid, signal)
    this.health = health
  }
}

/** Two server processes on one store. */
export class Installation {
  readonly cast: Cast
  readonly dataDir: string
  readonly nodes: readonly Node[]

  constructor(cast: Cast, dataDir: string, nodes: readonly Node[]) {
    this.cast = cast
    this.dataDir = dataDir
    this.nodes = nodes
  }

  /** False: there was none to kill at this moment, or it is not ours to kill. */
  killStore(): boolean {
    const pid = process.env['MONGODB_URI'] ? null : storePidOf(this.dataDir)
    if (pid !== null) process.kill(pid, 'SIGKILL')
    return pid !== null
  }

  openStore(): Promise<Store> {
    return openStore({ DATA_DIR: this.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
  }

  async end(): Promise<void> {
    for (const node of this.nodes) await node.kill()
    await removeData(this.dataDir)
  }
}

export async function install(cast: Cast): Promise<Installation> {
  const dataDir = await mkdtemp(join(tmpdir(), 'clearview-chat-'))
  const start = () => startServer({ dataDir, env })
  const installation = new Installation(cast, dataDir, [new Node(start), new Node(start)])
  try {
    const [first, second] = installation.nodes
    await first?.start()
    const store = await installation.openStore()
    await enter(store.db, cast)
    await store.close()
    await second?.start()
  } catch (error) {
    await installation.end()
    throw error
  }
  return installation
}

/** Starts a node again, as often as it takes: the store may be away at this moment. */
export const restart = (node: Node): Promise<true> =>
  eventually(async () => {
    await node.start()
    return true as const
  }, 120_000)
