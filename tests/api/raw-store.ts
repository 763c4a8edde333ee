import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Binary, type Filter } from 'mongodb'
import { undoWindow } from '../../server/applications/notice.ts'
import { applicationRows } from '../../server/applications/repository.ts'
import type { Store } from '../../server/store/mongo.ts'
import { type OutboxRow, outboxRows } from '../../server/store/outbox.ts'
import { eventually } from '../server.ts'
import type { OpenStore } from '../shared-server.ts'

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

/** Has the workers do now what waits for its time, and waits until they have. */
export async function doneNow(store: OpenStore, which: Filter<OutboxRow>): Promise<void> {
  const left = { ...which, state: { $ne: 'done' as const } }
  await eventually(async () => {
    const now = new Date()
    const rows = await outboxRows(store)
      .find(left, { projection: { _id: 1 } })
      .toArray()
    const ids = rows.map(({ _id }) => _id)
    await outboxRows(store).updateMany({ _id: { $in: ids }, dueAt: { $gt: now } }, { $set: { dueAt: now } })
    const later = { data: { $in: ids }, nextRunAt: { $gt: now } }
    await store.db.collection('jobs').updateMany(later, { $set: { nextRunAt: now } })
    return ids.length === 0
  }, 40_000)
}

const afterUndo = ['tell-candidate', 'tell-selection', 'offer-answer', 'close-interviews']

/**
 * As if the time to undo were over for whatever was decided about these applications: everybody concerned has been told.
 * A test of the wait itself sits it out.
 */
export async function undoTimeIsOver(store: OpenStore, applicationIds: readonly string[]): Promise<void> {
  await asIfDecidedEarlier(store, applicationIds)
  await doneNow(store, { job: { $in: afterUndo }, 'payload.applicationId': { $in: [...applicationIds] } })
}

/** As if the time to undo were over, and nobody had been told yet. */
export async function asIfDecidedEarlier(store: OpenStore, applicationIds: readonly string[]): Promise<void> {
  const at = new Date(Date.now() - undoWindow)
  for (const { _id, decision } of await applicationRows(store)
    .find({ _id: { $in: [...applicationIds] } })
    .toArray()) {
    if (decision === null) continue
    await applicationRows(store).updateOne({ _id }, { $set: { 'decision.at': at } })
    // What waits for this decision knows it by its time.
    const waiting = { 'payload.applicationId': _id, 'payload.at': decision.at.toISOString() }
    await outboxRows(store).updateMany(waiting, { $set: { 'payload.at': at.toISOString() } })
  }
}
