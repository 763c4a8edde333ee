import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { ClientSession, Db } from 'mongodb'
import { besidesEpoch } from '../epoch.ts'
import { type CollectionBackup, contentPath, damaged } from './manifest.ts'

type Content = Pick<CollectionBackup, 'documents' | 'bytes' | 'sha256'>

/** MongoDB's own limit of a document is 16 MiB and 16 KiB. */
const largestDocument = 16 * 1024 * 1024 + 16 * 1024

/** Every collection of the product, in the order of their names. @throws on what a backup would not keep */
export async function collectionNames(db: Db): Promise<string[]> {
  const all = await db.listCollections({}, { nameOnly: false }).toArray()
  return all
    .filter(({ name }) => !name.startsWith('system.'))
    .map(({ name, type, options }) => {
      if (type !== 'collection' || Object.keys(options ?? {}).length > 0)
        throw new Error(`${name} is a ${type} with options of its own, which a backup would not keep`)
      return name
    })
    .sort()
}

/** The documents of a collection at the session's moment, encoded, in the order of `_id`. */
export function storedDocuments(db: Db, name: string, session: ClientSession): AsyncIterable<Buffer> {
  const collection = db.collection<{ _id: string }>(name, { readConcern: { level: 'snapshot' }, raw: true })
  const found = collection.find(name === 'meta' ? besidesEpoch : {}, { session, batchSize: 1000 }).sort({ _id: 1 })
  // With `raw` the driver hands over what came over the wire.
  return found as AsyncIterable<unknown> as AsyncIterable<Buffer>
}

/** The documents of a collection in a backup. @throws {BackupError} when they cannot be read to the end */
export async function* savedDocuments(directory: string, name: string): AsyncGenerator<Buffer> {
  const path = contentPath(directory, name)
  const file = createReadStream(path)
  const plain = file.pipe(createGunzip())
  file.once('error', (error) => plain.destroy(error))
  let rest: Buffer = Buffer.alloc(0)
  try {
    for await (const chunk of plain as AsyncIterable<Buffer>) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      let at = 0
      for (let size = sizeAt(rest, at); size !== null; size = sizeAt(rest, at)) {
        yield rest.subarray(at, at + size)
        at += size
      }
      rest = rest.subarray(at)
    }
  } catch (error) {
    throw damaged(path, error instanceof Error ? error.message : String(error))
  } finally {
    file.destroy()
  }
  if (rest.length > 0) throw damaged(path, 'it ends within a document')
}

/** Null: the document is not there as a whole yet. */
function sizeAt(bytes: Buffer, at: number): number | null {
  if (bytes.length - at < 4) return null
  const size = bytes.readInt32LE(at)
  if (size < 5 || size > largestDocument) throw new Error(`a document cannot have ${size} bytes`)
  return bytes.length - at < size ? null : size
}

/** Counts and hashes what passes through. */
export class Tally {
  readonly #hash = createHash('sha256')
  #documents = 0
  #bytes = 0

  add(document: Uint8Array): void {
    this.#hash.update(document)
    this.#documents++
    this.#bytes += document.length
  }

  content(): Content {
    return { documents: this.#documents, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }
}

export async function contentOf(documents: AsyncIterable<Uint8Array>): Promise<Content> {
  const tally = new Tally()
  for await (const document of documents) tally.add(document)
  return tally.content()
}

export const isSame = (a: Content, b: Content): boolean =>
  a.documents === b.documents && a.bytes === b.bytes && a.sha256 === b.sha256
