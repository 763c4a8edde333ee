import type { Person } from '../http/actor.ts'
import { byUser } from '../journal/actors.ts'
import type { EntryActor } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import { auditRows } from './repository.ts'

/** An API token as the log names it. */
type TokenName = Pick<NonNullable<Person['token']>, 'id' | 'name'>

/** What an audit row says. Ids and states: names are joined when it is read. */
interface Audited {
  readonly employerId: string
  readonly actor: EntryActor
  /** By which the actor's program called; left out: a person did it themselves. */
  readonly token?: TokenName
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
  const { employerId, actor, token, action, subject, reason = null, before = null, after = null, ip } = audited
  await auditRows(tx).insertOne(
    {
      _id: newId(tx.now.getTime()),
      employerId,
      at: tx.now,
      actor,
      // As it was called then: the row is read when the token may be gone.
      ...(token && { token: { id: token.id, name: token.name } }),
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

/** Who acts, as far as the log tells it. */
export interface AuditedPerson {
  readonly userId: string
  readonly ip: string
  readonly token?: TokenName
}

/** As much of them as is kept until later, when what they asked for is done. */
export const auditedPerson = ({ userId, ip, token }: AuditedPerson): AuditedPerson => ({
  ...{ userId, ip },
  ...(token && { token: { id: token.id, name: token.name } }),
})

/** The part of a row that says who, for a member's own act. */
export const actOf = ({ employerId, ...member }: AuditedPerson & { readonly employerId: string }) => ({
  employerId,
  actor: byUser(member),
  ip: member.ip,
  ...(member.token && { token: member.token }),
})
