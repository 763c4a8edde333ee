import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { GridFSBucket, ObjectId } from 'mongodb'
import type { CollectionPlan, Scope } from './scope.ts'

/** Bytes of files in one GridFS bucket, so that every node has them. */
export interface FileBytes {
  readonly plans: readonly CollectionPlan[]
  write(scope: Scope, fileId: string, bytes: Uint8Array): Promise<void>
  /** Writes what comes piece by piece; answers how many bytes it was. */
  pour(scope: Scope, fileId: string, pieces: AsyncIterable<Uint8Array>): Promise<number>
  read(scope: Scope, fileId: string): ReadableStream
  /** Harmless when it is gone, or was cut off half-way: pieces then have no file to belong to. */
  remove(scope: Pick<Scope, 'db'>, fileId: string): Promise<void>
}

export const newFileId = (): string => new ObjectId().toHexString()

export function fileBytes(bucketName: string): FileBytes {
  const bucket = ({ db }: Pick<Scope, 'db'>) => new GridFSBucket(db, { bucketName })
  return {
    plans: [
      {
        collection: `${bucketName}.chunks`,
        indexes: [{ key: { files_id: 1, n: 1 }, name: 'files_id_1_n_1', unique: true }],
      },
      {
        collection: `${bucketName}.files`,
        indexes: [{ key: { filename: 1, uploadDate: 1 }, name: 'filename_1_uploadDate_1' }],
      },
    ],
    write: async (scope, fileId, bytes) => {
      await pipeline(Readable.from([bytes]), bucket(scope).openUploadStreamWithId(new ObjectId(fileId), fileId))
    },
    pour: async (scope, fileId, pieces) => {
      const upload = bucket(scope).openUploadStreamWithId(new ObjectId(fileId), fileId)
      await pipeline(Readable.from(pieces), upload)
      return upload.length
    },
    read: (scope, fileId) => Readable.toWeb(bucket(scope).openDownloadStream(new ObjectId(fileId))) as ReadableStream,
    remove: async ({ db }, fileId) => {
      const _id = new ObjectId(fileId)
      await db.collection(`${bucketName}.files`).deleteOne({ _id })
      await db.collection(`${bucketName}.chunks`).deleteMany({ files_id: _id })
    },
  }
}
