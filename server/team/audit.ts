import { byUser } from '../journal/actors.ts'
import type { EntryActor } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { auditRows } from './repository.ts'

/** What an audit row says. Ids and states: names are joined when it is read. */
interface Audited {
  readonly employerId: string
  readonly actor: EntryActor
  /** As `noun.past-participle`. */
  readonly action: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly reason?: string | undefined
  readonly before?: Record<string, unknown> | undefined
  readonly after?: Record<string, unknown> | undefined
  /** Where the request came from; null: ClearView itself. */
  readonly ip: string | null
}

/** Writes who did what into the same transaction: there is no change without its row, and no row without its change. */
export async function recordAudit(tx: Tx, audited: Audited): Promise<void> {
  const { employerId, actor, action, subject, reason = null, before = null, after = null, ip } = audited
  await auditRows(tx).insertOne(
    {
      _id: newId(tx.now.getTime()),
      employerId,
      at: tx.now,
      actor,
      action,
      subject: { ...subject },
      ip,
      reason,
      before,
      after,
    },
    { session: tx.session },
  )
}

/** The part of a row that says who, for a member's own act. */
export const actOf = (member: { userId: string; employerId: string; ip: string }) => ({
  employerId: member.employerId,
  actor: byUser(member),
  ip: member.ip,
})
