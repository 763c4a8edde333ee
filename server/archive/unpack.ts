import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'
import type { Scope } from '../store/scope.ts'
import { archiveFormat } from './make-archive.ts'
import { archiveBytes } from './repository.ts'
import { manifestPath } from './zip.ts'

const Manifest = z.object({
  format: z.literal(archiveFormat.format),
  version: z.literal(archiveFormat.version),
  employerId: z.string(),
  files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number(), records: z.number().nullable() })),
})
type Manifest = z.infer<typeof Manifest>

/** What unpacks to more is no archive of ours. */
const mostUnpacked = 1024 * 1024 * 1024

/** The archive cannot be taken in; the message says why and what to do. */
export class Unusable extends Error {}

export interface Unpacked {
  readonly manifest: Manifest
  /** @throws {Unusable} when there is no such file */
  file(path: string): Uint8Array
}

/** The archive, held to its manifest file by file. */
export async function unpacked(scope: Scope, fileId: string): Promise<Unpacked> {
  const bytes = new Uint8Array(await new Response(archiveBytes.read(scope, fileId)).arrayBuffer())
  const one = (path: string): Uint8Array => {
    try {
      const found = unzipSync(bytes, {
        filter: ({ name, originalSize }) => name === path && originalSize <= mostUnpacked,
      })
      const file = found[path]
      if (file) return file
    } catch (error) {
      throw new Unusable('This is no archive of ClearView, or it is damaged. Download it again.', { cause: error })
    }
    throw new Unusable(`The archive lacks ${path}. Download it again.`)
  }
  const manifest = Manifest.safeParse(jsonOf(one(manifestPath)))
  if (!manifest.success) throw new Unusable('This archive is of another program, or of a newer ClearView.')
  for (const { path, sha256 } of manifest.data.files) {
    const sum = createHash('sha256').update(one(path)).digest('hex')
    if (sum !== sha256) throw new Unusable(`${path} in this archive is not as it was written. Download it again.`)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { manifest: manifest.data, file: one }
}

/** Null: it is no JSON. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes))
  } catch {
    return null
  }
}

/** The lines of a file of records; none when the archive, of an older ClearView, has no such file. */
export const linesOf = ({ manifest, file }: Unpacked, name: string): string[] => {
  const path = `records/${name}.jsonl`
  if (!manifest.files.some((one) => one.path === path)) return []
  return strFromU8(file(path))
    .split('\n')
    .filter((line) => line !== '')
}
