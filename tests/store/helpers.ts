import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MongoClient } from 'mongodb'
import { launchEmbeddedStore } from '../../server/store/embedded/launch.ts'
import { dataPathOf } from '../../server/store/embedded/socket-path.ts'
import { openEnvironment, spaceKey, spaces } from '../../server/store/embedded/storage/environment.ts'

export interface TestStore {
  uri: string
  dataDir: string
  close(): Promise<void>
}

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'store-test-'))
}

/** A store of its own for one test file, or MongoDB when MONGODB_URI names one. */
export async function startStore(env: NodeJS.ProcessEnv = {}): Promise<TestStore> {
  const mongo = process.env.MONGODB_URI
  if (mongo) return { uri: mongo, dataDir: '', close: async () => {} }
  return startEmbedded(env)
}

export async function startEmbedded(env: NodeJS.ProcessEnv = {}): Promise<TestStore> {
  const dataDir = temporaryDirectory()
  const store = await launchEmbeddedStore({ dataDir, env })
  return {
    uri: store.uri,
    dataDir,
    close: async () => {
      await store.close()
      await stopped(store.uri)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Waits until the process behind a URI has gone, so that its directory can be removed. */
export async function stopped(uri: string): Promise<void> {
  await eventually(() => !existsSync(socketOf({ uri })))
}

export const socketOf = ({ uri }: { uri: string }): string =>
  decodeURIComponent(uri.slice('mongodb://'.length).split('/?')[0] ?? '')

/** Polls until the condition holds. No promise: the bound only ends what will never be, on a machine that may be busy. */
export async function eventually(holds: () => boolean | Promise<boolean>, timeoutMs = 40_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('the expected state did not come')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** The process that answers a client. */
export async function ownerOf(client: MongoClient): Promise<number> {
  return Number((await client.db('admin').command({ hello: 1 })).clearviewPid)
}

/** What a second store does when it takes over a data directory whose owner it holds for dead. */
export function raiseEpoch(dataDir: string): void {
  const { root, data } = openEnvironment(dataPathOf(dataDir))
  const key = spaceKey(spaces.owner, Buffer.from('epoch'))
  root.transactionSync(() => {
    const epoch = Buffer.from(data.get(key) ?? Buffer.alloc(8))
    epoch.writeDoubleBE(epoch.readDoubleBE(0) + 1, 0)
    data.putSync(key, epoch)
  })
  void root.close()
}
