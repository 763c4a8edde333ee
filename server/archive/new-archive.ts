import { newId } from '../store/ids.ts'
import type { ArchiveRecord } from './repository.ts'

/** How long an archive is kept, in milliseconds. */
const keptFor = 7 * 24 * 3600_000

/** One that the workers are to make, or to take in. */
export const newArchive = (
  { employerId, userId }: { readonly employerId: string; readonly userId: string },
  kind: ArchiveRecord['kind'],
  file: ArchiveRecord['file'],
  now: Date,
): ArchiveRecord => ({
  ...{ _id: newId(now.getTime()), employerId, userId, kind, state: 'waiting', progress: 0, records: 0, file },
  ...{ problem: null, createdAt: now, keptUntil: new Date(now.getTime() + keptFor), version: 1 },
})
