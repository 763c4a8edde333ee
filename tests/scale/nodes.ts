import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Caller } from '../builders.ts'
import { noLimits } from '../limits.ts'
import { type RunningRedis, startRedis } from '../redis.ts'
import { eventually, type RunningServer, removeData, startServer } from '../server.ts'
import { startServerWithAccounts } from '../server-with-accounts.ts'

/** Several server processes on one store, joined by a Redis of their own. */
export interface Nodes {
  readonly redis: RunningRedis
  readonly dataDir: string
  readonly all: readonly RunningServer[]
  at(index: number): RunningServer
  /** The same person on another node. */
  on(person: Caller, index: number): Caller
  stop(): Promise<void>
}

export async function startNodes(count: number): Promise<Nodes> {
  const redis = await startRedis()
  const dataDir = await mkdtemp(join(tmpdir(), 'clearview-nodes-'))
  const env = {
    ...{ ...noLimits, REDIS_URL: redis.url, LIMIT_SOCKETS_PER_USER: '500', PUBLIC_URL: 'http://clearview.test' },
    // People are put into the store, and nobody's mail is read.
    WORKERS: 'off',
  }
  const [first, ...others] = await Promise.all([
    startServerWithAccounts({ dataDir, env }),
    ...Array.from({ length: count - 1 }, () => startServer({ dataDir, env })),
  ])
  const all: RunningServer[] = [first, ...others.map((node) => ({ ...node, accounts: first.accounts }))]
  const at = (index: number): RunningServer => {
    const node = all[index]
    if (!node) throw new Error(`There is no node ${index}`)
    return node
  }
  return {
    redis,
    dataDir,
    all,
    at,
    on: (person, index) => {
      const there = new Caller(at(index))
      return Object.assign(there, { cookie: person.cookie, userId: person.userId, email: person.email })
    },
    stop: async () => {
      await Promise.all(all.map((node) => node.stop({ keepData: true })))
      await redis.kill()
      await removeData(dataDir)
    },
  }
}

interface Readiness {
  readonly store: string
  readonly redis: string
  readonly degraded: boolean
}

/** What a node says of itself. */
export async function readiness(node: Pick<RunningServer, 'url'>): Promise<Readiness & { status: number }> {
  const answer = await fetch(`${node.url}/readyz`)
  return { status: answer.status, ...((await answer.json()) as Readiness) }
}

export const allReady = (nodes: readonly Pick<RunningServer, 'url'>[], degraded: boolean): Promise<unknown> =>
  eventually(async () => {
    const states = await Promise.all(nodes.map(readiness))
    return states.every((state) => state.status === 200 && state.degraded === degraded)
  })
