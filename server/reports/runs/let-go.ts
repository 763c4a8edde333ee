import type { Scope } from '../../store/scope.ts'
import { reportBytes, runRows } from './repository.ts'

/**
 * Ends the keeping of every report that an employer's people had asked for by then: files cannot be looked through for
 * somebody, and are quickly made anew. One that is still being made ends by itself. May run again.
 */
export async function letGoOfReports(scope: Scope, employerId: string, askedUntil: Date): Promise<void> {
  const before = { employerId, createdAt: { $lte: askedUntil } }
  await runRows(scope).updateMany({ ...before, keptUntil: { $gt: scope.now } }, { $set: { keptUntil: scope.now } })
  for await (const { _id, file } of runRows(scope).find(before)) {
    if (!file) continue
    await reportBytes.remove(scope, file.id)
    await runRows(scope).updateOne({ _id }, { $set: { file: null } })
  }
}
