import { setTimeout as delay } from 'node:timers/promises'
import { BSON, type Db, type Document, type IndexDescription } from 'mongodb'
import { beginHistory, besidesEpoch, closeHistory, lettingGo } from '../epoch.ts'
import type { Store } from '../mongo.ts'
import { collectionNames, contentOf, isSame, savedDocuments, storedDocuments } from './content.ts'
import { BackupError, type CollectionBackup, contentPath, damaged, type Manifest, readManifest } from './manifest.ts'

const batchDocuments = 1000
const batchBytes = 4 * 1024 * 1024

/**
 * Puts back what a backup holds, documents and indexes, in place of what is there. The backup is read to its end and
 * compared with its checksums before anything is touched; then the history is closed, so that no process works on a
 * store that is half restored; at the end what is stored is compared with the backup, and another history begins.
 * @throws {BackupError} when the backup is damaged, or the store is not empty and `replace` is false
 */
export async function restoreBackup(
  { client, db }: Pick<Store, 'client' | 'db'>,
  directory: string,
  { replace = false } = {},
): Promise<Manifest> {
  const manifest = await verifyBackup(directory)
  const present = await holding(db)
  if (present.length > 0 && !replace)
    throw new BackupError(
      `The store is not empty: it holds ${present.join(', ')}. With --replace all of it is removed first.`,
    )
  await closeHistory(db)
  if (present.length > 0) await delay(lettingGo)
  await clear(db)
  for (const { name } of manifest.collections) await fill(db, directory, name)
  await client.withSession({ snapshot: true }, async (session) => {
    for (const saved of manifest.collections)
      if (!isSame(saved, await contentOf(storedDocuments(db, saved.name, session)))) throw disturbed(saved.name)
    const names = new Set(manifest.collections.map(({ name }) => name))
    const foreign = (await holding(db)).find((name) => !names.has(name))
    if (foreign !== undefined) throw disturbed(foreign)
  })
  for (const { name, indexes } of manifest.collections) await makeIndexes(db, name, indexes)
  await beginHistory(db)
  return manifest
}

/** Reads a backup to its end. @throws {BackupError} unless it is as it was written */
async function verifyBackup(directory: string): Promise<Manifest> {
  const manifest = await readManifest(directory)
  for (const saved of manifest.collections)
    if (!isSame(saved, await contentOf(savedDocuments(directory, saved.name))))
      throw damaged(contentPath(directory, saved.name), 'its content is not what was written')
  return manifest
}

const disturbed = (name: string): BackupError =>
  new BackupError(
    `The collection ${name} is not what the backup holds: something else wrote to the store meanwhile. Stop every server and worker on it and restore again, with --replace.`,
  )

/** Names of the collections that hold something. */
async function holding(db: Db): Promise<string[]> {
  const found: string[] = []
  for (const name of await collectionNames(db))
    if (await db.collection<{ _id: string }>(name).findOne(name === 'meta' ? besidesEpoch : {})) found.push(name)
  return found
}

/** The epoch stays: it says that the store is half restored. */
async function clear(db: Db): Promise<void> {
  for (const name of await collectionNames(db)) {
    if (name === 'meta') await db.collection<{ _id: string }>(name).deleteMany(besidesEpoch)
    else await db.collection(name).drop()
  }
}

async function fill(db: Db, directory: string, name: string): Promise<void> {
  let batch: Document[] = []
  let bytes = 0
  const store = async () => {
    if (batch.length > 0) await db.collection(name).insertMany(batch)
    batch = []
    bytes = 0
  }
  for await (const document of savedDocuments(directory, name)) {
    // Each number keeps the type it had; JavaScript's own would lose the difference.
    batch.push(BSON.deserialize(document, { promoteValues: false, bsonRegExp: true }))
    bytes += document.length
    if (batch.length >= batchDocuments || bytes >= batchBytes) await store()
  }
  await store()
}

/** After the documents: it is faster, and no index removes what is past its time before it was compared. */
async function makeIndexes(db: Db, name: string, indexes: CollectionBackup['indexes']): Promise<void> {
  const known = await db.listCollections({ name }).toArray()
  if (known.length === 0) await db.createCollection(name)
  const descriptions = indexes.map((index) => BSON.EJSON.deserialize(index) as IndexDescription)
  if (descriptions.length > 0) await db.collection(name).createIndexes(descriptions)
}
