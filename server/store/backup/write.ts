import { createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { BSON, type ClientSession, type Db } from 'mongodb'
import { protocolVersion } from '#protocol/version'
import { readEpoch } from '../epoch.ts'
import type { Store } from '../mongo.ts'
import { collectionNames, storedDocuments, Tally } from './content.ts'
import { BackupError, type CollectionBackup, contentPath, type Manifest, manifestPath, sealed } from './manifest.ts'

/**
 * Writes what the store holds at one moment into a new directory, while others go on writing. All reads belong to one
 * snapshot session, so every transaction is in the backup as a whole or not at all. The directory appears under its
 * name when it is complete and flushed.
 * @throws {BackupError} when the directory is there already, or the store holds nothing
 */
export async function writeBackup({ client, db }: Pick<Store, 'client' | 'db'>, target: string): Promise<Manifest> {
  const directory = resolve(target)
  if (await stat(directory).catch(() => null))
    throw new BackupError(`${directory} is there already. Name a directory that does not exist yet.`)
  const partial = `${directory}.partial`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  const manifest = await client.withSession({ snapshot: true }, (session) => writeContent(db, session, partial))
  if (manifest.collections.every(({ documents }) => documents === 0)) {
    await rm(partial, { recursive: true })
    throw new BackupError('There is nothing in this store to back up. Is DATA_DIR, or MONGODB_URI, the right one?')
  }
  await writeFlushed(manifestPath(partial), [`${JSON.stringify(manifest, null, 2)}\n`])
  await flushDirectory(partial)
  await rename(partial, directory)
  await flushDirectory(dirname(directory))
  return manifest
}

async function writeContent(db: Db, session: ClientSession, directory: string): Promise<Manifest> {
  const epoch = await readEpoch(db)
  const createdAt = new Date().toISOString()
  // The session's first read takes the moment; what is listed after it holds every collection of that moment.
  await db.collection('meta', { readConcern: { level: 'snapshot' } }).findOne({}, { session })
  const collections: CollectionBackup[] = []
  for (const name of await collectionNames(db)) {
    const indexes = await indexesOf(db, name)
    collections.push({ name, ...(await writeCollection(db, session, directory, name)), indexes })
  }
  return sealed({ protocolVersion, createdAt, epoch, collections })
}

async function writeCollection(db: Db, session: ClientSession, directory: string, name: string) {
  const tally = new Tally()
  async function* tallied(): AsyncGenerator<Buffer> {
    for await (const document of storedDocuments(db, name, session)) {
      tally.add(document)
      yield document
    }
  }
  await writeFlushed(contentPath(directory, name), tallied(), createGzip({ level: 1 }))
  return tally.content()
}

async function indexesOf(db: Db, name: string): Promise<Record<string, unknown>[]> {
  const all = await db.collection(name).listIndexes().toArray()
  return all
    .filter((index) => index['name'] !== '_id_')
    .map(({ v: _version, ns: _namespace, ...index }) => BSON.EJSON.serialize(index) as Record<string, unknown>)
}

/** For its owner alone: a backup holds everything, passwords' hashes and candidates' names among it. */
async function writeFlushed(
  path: string,
  content: Iterable<string> | AsyncIterable<Buffer>,
  through?: NodeJS.ReadWriteStream,
): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600, flush: true })
  if (through) await pipeline(Readable.from(content), through, file)
  else await pipeline(Readable.from(content), file)
}

async function flushDirectory(path: string): Promise<void> {
  const directory = await open(path)
  await directory.sync()
  await directory.close()
}
