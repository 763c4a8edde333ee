import type { endpoints } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { authorizeChange, memberToChange, revokeInvitationsOf } from './change-member.ts'
import { leave } from './membership.ts'
import type { TeamParts } from './parts.ts'

/** Takes somebody off the hiring teams of these jobs and out of what waits for them, in the same transaction. */
export type LeaveWork = (tx: Tx, actor: Member, userId: string, jobIds: readonly string[]) => Promise<void>

type Removal = Pick<Input<typeof endpoints.removeMember>, 'userId' | 'ifVersion'>
type Run = (tx: Tx, actor: Member, input: Removal) => Promise<undefined>

/** The account and its sessions stay: the person may belong to other companies. */
export const removeMember =
  ({ leaveWork, standingChanged }: Pick<TeamParts, 'leaveWork' | 'standingChanged'>): Run =>
  async (tx, actor, { userId, ifVersion }) => {
    const member = await memberToChange(tx, actor, userId)
    expectVersion(member, ifVersion)
    await authorizeChange(tx, actor, member, null)
    await revokeInvitationsOf(tx, actor, member, null)
    await leaveWork(tx, actor, userId, member.jobIds)
    await standingChanged(tx, actor, { employerId: actor.employerId, userId, role: null })
    await leave(tx, actor, actor.employerId, userId)
  }
