import type { endpoints } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from './audit.ts'
import { authorizeChange, memberToChange, revokeInvitationsOf } from './change-member.ts'
import { tell } from './entries.ts'
import { memberships } from './repository.ts'

/** Takes somebody off the hiring teams of these jobs, in the same transaction. */
export type LeaveJobs = (tx: Tx, actor: Member, userId: string, jobIds: readonly string[]) => Promise<void>

type Run = (tx: Tx, actor: Member, input: Pick<Input<typeof endpoints.removeMember>, 'userId'>) => Promise<undefined>

/** The account and its sessions stay: the person may belong to other companies. */
export const removeMember =
  (leaveJobs: LeaveJobs): Run =>
  async (tx, actor, { userId }) => {
    const member = await memberToChange(tx, actor, userId)
    await authorizeChange(tx, actor, member, null)
    const removed = { ...member, version: member.version + 1 }
    await memberships.remove(tx, member, removed.version)
    await revokeInvitationsOf(tx, member, null)
    await leaveJobs(tx, actor, userId, member.jobIds)
    await recordAudit(tx, {
      ...actOf(actor),
      action: 'user.removed',
      subject: { kind: 'user', id: userId },
      before: { role: member.role },
    })
    tell(tx, 'user.removed', removed, byUser(actor))
  }
