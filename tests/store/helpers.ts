import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchEmbeddedStore } from '../../server/store/embedded/launch.ts'

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
  const path = decodeURIComponent(uri.slice('mongodb://'.length).split('/?')[0] ?? '')
  await eventually(async () => !(await import('node:fs')).existsSync(path))
}

/** Polls until the condition holds. */
export async function eventually(holds: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('the expected state did not come')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
