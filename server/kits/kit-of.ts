import type { KitCriterion } from '#protocol/kits'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { kits } from './repository.ts'

/** What is judged, and by which scale. */
export interface KitContent {
  readonly version: number
  readonly criteria: readonly KitCriterion[]
}

const nothing: KitContent = { version: 0, criteria: [] }

/** The kit of a posting as its record has it: version 0 and no criteria where nobody has written one. */
export async function kitOf(scope: Scope, jobId: string): Promise<KitContent> {
  const kit = await kits.find(scope, jobId)
  return kit ? { version: kit.version, criteria: kit.criteria } : nothing
}

/**
 * The kit as it is now, kept for ever under its version, since somebody scores by it from here on. What is changed in
 * it afterwards is told as such.
 */
export async function pinKit(tx: Tx, employerId: string, jobId: string): Promise<KitContent> {
  const found = await kits.find(tx, jobId)
  const kit = found ?? { _id: jobId, employerId, ...nothing, criteria: [], firstScored: null, updatedAt: tx.now }
  if (kit.firstScored === null) await kits.save(tx, { ...kit, firstScored: kit.version })
  await kits.keepVersion(tx, kit)
  return { version: kit.version, criteria: kit.criteria }
}

/** The kit as it read in a version that somebody scores by. @throws {AppError} `not-found` when nobody does */
export async function kitAt(scope: Scope, jobId: string, version: number): Promise<KitContent> {
  const kept = await kits.version(scope, jobId, version)
  if (!kept) throw new AppError('not-found', 'Nobody has scored by this version of the kit.')
  return { version, criteria: kept.criteria }
}
