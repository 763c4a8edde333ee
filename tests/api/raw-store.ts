import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Binary } from 'mongodb'
import type { Store } from '../../server/store/mongo.ts'
import { outboxRows } from '../../server/store/outbox.ts'
import { eventually } from '../server.ts'

/** Every text of a document, its keys and the bytes of files among them. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (value instanceof Binary) yield Buffer.from(value.buffer).toString('utf8')
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      yield key
      yield* textsOf(inner)
    }
  }
}

/** Where a pattern stands: collections of the raw store, GridFS chunks among them, and files of mail that is kept. */
export async function tracesOf(store: Store, dataDir: string, pattern: RegExp): Promise<string[]> {
  const found = new Set<string>()
  for (const { name } of await store.db.listCollections({}, { nameOnly: true }).toArray()) {
    for await (const document of store.db.collection(name).find({})) {
      for (const text of textsOf(document)) if (pattern.test(text)) found.add(name)
    }
  }
  for (const name of await readdir(join(dataDir, 'mail')).catch(() => [])) {
    // One that was removed since its name was read holds nothing.
    const text = await readFile(join(dataDir, 'mail', name), 'utf8').catch(() => '')
    if (pattern.test(text.replace(/\\r\\n[ \t]/g, ''))) found.add(`mail/${name}`)
  }
  return [...found].sort()
}

/** Has the workers sweep up after erasures now rather than in a minute, and waits until they have. */
export async function sweepUp(store: Store, jobs: readonly string[]): Promise<void> {
  const left = { job: { $in: [...jobs] }, state: { $ne: 'done' as const } }
  await eventually(async () => {
    const now = new Date()
    await outboxRows(store).updateMany({ ...left, dueAt: { $gt: now } }, { $set: { dueAt: now } })
    const later = { name: { $in: [...jobs] }, nextRunAt: { $gt: now } }
    await store.db.collection('jobs').updateMany(later, { $set: { nextRunAt: now } })
    return (await outboxRows(store).countDocuments(left)) === 0
  }, 40_000)
}
