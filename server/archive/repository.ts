import type { ArchiveState } from '#protocol/archives'
import { AppError } from '../app-error.ts'
import { fileBytes } from '../store/file-bytes.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

export interface ArchiveRecord {
  _id: string
  employerId: string
  userId: string
  kind: 'export' | 'import'
  state: Exclude<ArchiveState, 'expired'>
  progress: number
  records: number
  /** The archive: of an export once it is ready, of an import from the beginning. */
  file: { id: string; size: number } | null
  problem: string | null
  createdAt: Date
  keptUntil: Date
  version: number
}

export const archiveBytes = fileBytes('archive_files')

export const archivePlans: readonly CollectionPlan[] = [
  {
    collection: 'archives',
    indexes: [
      { key: { employerId: 1 }, name: 'employer' },
      { key: { keptUntil: 1 }, name: 'kept_ttl', expireAfterSeconds: 7 * 24 * 3600 },
    ],
  },
  ...archiveBytes.plans,
]

export const archiveRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ArchiveRecord>('archives')

export const archives = {
  find: (scope: Scope, id: string): Promise<ArchiveRecord | null> =>
    archiveRows(scope).findOne({ _id: id }, within(scope)),
  /** @throws {AppError} `not-found`, also for one of another employer */
  get: async (scope: Scope, employerId: string, id: string): Promise<ArchiveRecord> => {
    const found = await archives.find(scope, id)
    if (found?.employerId !== employerId) throw new AppError('not-found', 'There is no such archive.')
    return found
  },
  insert: async (scope: Scope, record: ArchiveRecord): Promise<void> => {
    await archiveRows(scope).insertOne(record, within(scope))
  },
  replace: async (scope: Scope, record: ArchiveRecord): Promise<void> => {
    await archiveRows(scope).replaceOne({ _id: record._id }, record, within(scope))
  },
}

/** How often progress is noted at most, in milliseconds: a page does not look more often. */
const pace = 250

/** Notes how far an archive is. A hint: it may be lost, and takes no outcome back. */
export function progressOf(scope: () => Scope, id: string) {
  const unfinished = { _id: id, state: { $in: ['waiting' as const, 'running' as const] } }
  let notedAt = 0
  return async (progress: number, records: number): Promise<void> => {
    if (Date.now() - notedAt < pace) return
    notedAt = Date.now()
    await archiveRows(scope()).updateOne(unfinished, { $set: { state: 'running', progress, records } })
  }
}
