import { createHash } from 'node:crypto'
import { strToU8, Zip, ZipDeflate } from 'fflate'

/** One file of an archive as the manifest tells of it. */
export interface ArchivedFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  /** Lines, of a file of records. */
  readonly records: number | null
}

export interface FileSource {
  readonly path: string
  readonly pieces: AsyncIterable<string | Uint8Array>
  /** The pieces are records, one a line. */
  readonly isRecords: boolean
}

/** The files as one ZIP, piece by piece, with a manifest of their checksums at its end. */
export async function* zipOf(
  files: AsyncIterable<FileSource>,
  manifestOf: (files: readonly ArchivedFile[]) => object,
): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = []
  const archived: ArchivedFile[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    if (error) failure = error
    else out.push(chunk)
  })
  const drain = function* () {
    if (failure) throw failure
    yield* out.splice(0)
  }
  for await (const { path, pieces, isRecords } of files) {
    const entry = new ZipDeflate(path, { level: 6 })
    zip.add(entry)
    const hash = createHash('sha256')
    let [bytes, records] = [0, 0]
    for await (const piece of pieces) {
      const raw = typeof piece === 'string' ? strToU8(piece) : piece
      hash.update(raw)
      bytes += raw.byteLength
      records++
      entry.push(raw)
      yield* drain()
    }
    entry.push(new Uint8Array(0), true)
    archived.push({ path, sha256: hash.digest('hex'), bytes, records: isRecords ? records : null })
    yield* drain()
  }
  const manifest = new ZipDeflate(manifestPath, { level: 6 })
  zip.add(manifest)
  manifest.push(strToU8(`${JSON.stringify(manifestOf(archived), null, 2)}\n`), true)
  zip.end()
  yield* drain()
}

export const manifestPath = 'manifest.json'
