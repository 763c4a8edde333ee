import type { endpoints, Import } from '#protocol/imports'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { auditedPerson } from '../team/audit.ts'
import { headsKey } from './mapping.ts'
import { authorize } from './policy.ts'
import { blockedBy, presentImport } from './present.ts'
import { imports, mappings } from './repository.ts'

/** Lets the workers take over what is right; how the columns were mapped is remembered for the next time. */
export async function commitImport(
  tx: Tx,
  member: Member,
  { importId, ifVersion }: Input<typeof endpoints.commitImport>,
): Promise<Import> {
  const before = await imports.get(tx, member.employerId, importId)
  authorize(member, before)
  // Asked again, it is under way or done.
  if (before.state === 'committing' || before.state === 'finished') return presentImport(before)
  expectVersion(before, ifVersion)
  const blocked = blockedBy(before)
  if (blocked) throw new AppError('conflict', blocked)
  const record = { ...before, ...forWorkers('committing', tx.now, member), version: before.version + 1 }
  await imports.replace(tx, record)
  await mappings.remember(tx, record.employerId, record.kind, headsKey(record.heads), record.mapping)
  return presentImport(record)
}

/** Lets the workers take back what the import made, except what was changed since. */
export async function undoImport(
  tx: Tx,
  member: Member,
  { importId, ifVersion }: Input<typeof endpoints.undoImport>,
): Promise<Import> {
  const before = await imports.get(tx, member.employerId, importId)
  authorize(member, before)
  if (before.state === 'undoing' || before.state === 'undone') return presentImport(before)
  expectVersion(before, ifVersion)
  if (before.state !== 'finished') {
    throw new AppError('conflict', 'Only an import that is finished can be undone. Wait until it is.')
  }
  const counts = { ...before.counts, done: 0 }
  const record = { ...before, ...forWorkers('undoing', tx.now, member), counts, version: before.version + 1 }
  await imports.replace(tx, record)
  return presentImport(record)
}

/** From its first block on, for whichever worker is first; who wanted it is told when it is done. */
const forWorkers = <State extends 'committing' | 'undoing'>(state: State, now: Date, by: Member) => ({
  ...{ state, nextBlock: 0, leasedBy: null, leaseUntil: now, by: auditedPerson(by) },
})
