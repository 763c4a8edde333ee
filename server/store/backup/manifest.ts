import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** Raised when an older ClearView could not restore what a newer one wrote. */
const formatVersion = 1

/** Problems that the person at the keyboard can mend: the message says how, and is all there is to say. */
export class BackupError extends Error {}

/** What one collection holds: its documents in the order of `_id`, as BSON, one after the other. */
const CollectionBackup = z.strictObject({
  name: z.string().min(1),
  documents: z.int().min(0),
  /** Before compression. */
  bytes: z.int().min(0),
  /** Of the documents, before compression. */
  sha256: z.string(),
  /** As `listIndexes` answers them, in extended JSON; the one on `_id` is left out. */
  indexes: z.array(z.record(z.string(), z.unknown())),
})
export type CollectionBackup = z.infer<typeof CollectionBackup>

const Manifest = z.strictObject({
  format: z.literal('clearview-backup'),
  formatVersion: z.literal(formatVersion),
  protocolVersion: z.int(),
  /** When the moment was taken that the backup shows. */
  createdAt: z.iso.datetime(),
  /** The history it is of; a restored store gets another one. */
  epoch: z.string(),
  collections: z.array(CollectionBackup),
  /** SHA-256 of all the above as compact JSON. */
  seal: z.string(),
})
export type Manifest = z.infer<typeof Manifest>

const manifestName = 'manifest.json'
export const manifestPath = (directory: string): string => join(directory, manifestName)

/** Names are escaped, so that none leads out of the directory. */
export const contentPath = (directory: string, collection: string): string =>
  join(directory, `${encodeURIComponent(collection)}.bson.gz`)

export function sealed(facts: Omit<Manifest, 'format' | 'formatVersion' | 'seal'>): Manifest {
  const unsealed = { format: 'clearview-backup' as const, formatVersion: formatVersion as 1, ...facts }
  return { ...unsealed, seal: sealOf(unsealed) }
}

const sealOf = (unsealed: object): string => createHash('sha256').update(JSON.stringify(unsealed)).digest('hex')

/** @throws {BackupError} when there is no backup, or it is not as it was written */
export async function readManifest(directory: string): Promise<Manifest> {
  const text = await readFile(manifestPath(directory), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new BackupError(`There is no backup in ${directory}: ${manifestName} cannot be read (${error.code}).`)
  })
  const found = parsed(text)
  const version = z.object({ formatVersion: z.int().gt(formatVersion) }).safeParse(found)
  if (version.success)
    throw new BackupError(
      `The backup has format ${version.data.formatVersion}, and this version of ClearView reads format ${formatVersion}. Restore it with the version that wrote it, or a newer one.`,
    )
  const manifest = Manifest.safeParse(found)
  if (!manifest.success || sealOf(withoutSeal(manifest.data)) !== manifest.data.seal)
    throw damaged(manifestPath(directory), 'it is not as it was written')
  return manifest.data
}

export const damaged = (path: string, how: string): BackupError =>
  new BackupError(`The backup is damaged, and nothing was restored: ${path}: ${how}. Take another copy of it.`)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function withoutSeal({ seal: _, ...rest }: Manifest): object {
  return rest
}
