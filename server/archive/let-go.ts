import type { Scope } from '../store/scope.ts'
import { archiveBytes, archiveRows } from './repository.ts'

/**
 * Ends the keeping of every archive of an employer from until then: it holds whoever was there. One that is still being
 * made ends by itself; one that is being taken in is left alone. May run again.
 */
export async function letGoOfArchives(scope: Scope, employerId: string, from: Date): Promise<void> {
  const before = { employerId, createdAt: { $lte: from } }
  const isOver = { $or: [{ kind: 'export' as const }, { state: { $in: ['ready' as const, 'failed' as const] } }] }
  await archiveRows(scope).updateMany(
    { ...before, ...isOver, keptUntil: { $gt: scope.now } },
    { $set: { keptUntil: scope.now } },
  )
  for await (const { _id, file } of archiveRows(scope).find({ ...before, ...isOver })) {
    if (!file) continue
    await archiveBytes.remove(scope, file.id)
    await archiveRows(scope).updateOne({ _id }, { $set: { file: null } })
  }
}
