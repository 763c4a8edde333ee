import { readdirSync, statSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { journalRows } from '../../../server/journal/entry.ts'
import { openStore, type Store } from '../../../server/store/mongo.ts'
import { aCast, type Cast, enter } from '../../faults/chat/cast.ts'
import { Node } from '../../faults/chat/installation.ts'
import { storePidOf } from '../../faults/load.ts'
import { noLimits } from '../../limits.ts'
import { type RunningRedis, startRedis } from '../../redis.ts'
import { removeData, startServer } from '../../server.ts'

const env = {
  ...noLimits,
  LIMIT_MESSAGES: '1000000',
  LIMIT_SOCKETS_PER_USER: '100',
  PUBLIC_URL: 'http://clearview.test',
}

/** Several server processes on one store, each at an address that it keeps over restarts, and a Redis. */
export interface Cluster {
  readonly cast: Cast
  readonly nodes: readonly Node[]
  readonly redis: RunningRedis
  readonly dataDir: string
  node(n: number): Node
  storePid(): number | null
  /** What the embedded store takes on the disk, in bytes. */
  storeBytes(): number
  openStore(): Promise<Store>
  end(): Promise<void>
}

/** @param program what Node runs instead of the built server */
export async function startCluster(
  count: number,
  size: { people: number; conversations: number },
  program?: readonly string[],
): Promise<Cluster> {
  const cast = aCast(size.people, size.conversations)
  const redis = await startRedis()
  const dataDir = await mkdtemp(join(tmpdir(), 'clearview-soak-'))
  const nodes = Array.from({ length: count }, () => aNode(dataDir, redis.url, program))
  const cluster: Cluster = {
    ...{ cast, nodes, redis, dataDir },
    node: (n) => {
      const node = nodes[n]
      if (!node) throw new Error(`There is no node ${n}`)
      return node
    },
    storePid: () => (process.env['MONGODB_URI'] ? null : storePidOf(dataDir)),
    storeBytes: () => bytesIn(join(dataDir, 'store')),
    openStore: () => openStore({ DATA_DIR: dataDir, MONGODB_URI: process.env['MONGODB_URI'] }),
    end: async () => {
      for (const node of nodes) await node.kill()
      await redis.kill()
      await removeData(dataDir)
    },
  }
  try {
    // The first alone: it makes the indexes.
    await cluster.node(0).start()
    const store = await cluster.openStore()
    await enter(store.db, cast)
    await store.close()
    await Promise.all(nodes.slice(1).map((node) => node.start()))
  } catch (error) {
    await cluster.end()
    throw error
  }
  return cluster
}

const bytesIn = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => {
    const { blocks = 0 } = statSync(join(folder, name), { throwIfNoEntry: false }) ?? {}
    return sum + blocks * 512
  }, 0)

function aNode(dataDir: string, redisUrl: string, program?: readonly string[]): Node {
  let port = 0
  return new Node(async () => {
    const server = await startServer({
      dataDir,
      port,
      env: { ...env, REDIS_URL: redisUrl },
      ...(program && { program }),
    })
    port = Number(new URL(server.url).port)
    return server
  })
}

/** Every feed and conversation as it is stored, past the product, in order. */
export async function storedStreams({ db }: Pick<Store, 'db'>, { employerIds, places }: Cast) {
  const names = [...employerIds.map((id) => `feed:${id}` as const), ...places.map(({ id }) => `chat:${id}` as const)]
  const read = names.map(async (stream) => {
    const rows = journalRows({ db }).find({ stream }).sort({ stream: 1, seq: 1 })
    return [stream as string, await rows.toArray()] as const
  })
  return new Map(await Promise.all(read))
}
