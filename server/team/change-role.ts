import type { endpoints, Member as MemberView } from '#protocol/team'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from './audit.ts'
import { authorizeChange, memberToChange, revokeInvitationsOf } from './change-member.ts'
import { tell } from './entries.ts'
import type { TeamParts } from './parts.ts'
import { presentMember } from './present.ts'
import { memberships } from './repository.ts'
import { askToEndShortSessions } from './security/end-short-sessions.ts'

type Run = (
  tx: Tx,
  actor: Member,
  input: Pick<Input<typeof endpoints.changeRole>, 'userId' | 'body' | 'ifVersion'>,
) => Promise<MemberView>

/** The new role counts at once, on open pages too. */
export const changeRole =
  ({ standingChanged }: Pick<TeamParts, 'standingChanged'>): Run =>
  async (tx, actor, { userId, body, ifVersion }) => {
    const member = await memberToChange(tx, actor, userId)
    await authorizeChange(tx, actor, member, body.role)
    expectVersion(member, ifVersion)
    if (member.role === body.role) return presentMember(tx, member)
    const changed = { ...member, role: body.role, version: member.version + 1 }
    await memberships.replace(tx, changed)
    await revokeInvitationsOf(tx, actor, member, body.role)
    await recordAudit(tx, {
      ...actOf(actor),
      action: 'user.role-changed',
      subject: { kind: 'user', id: userId },
      before: { role: member.role },
      after: { role: body.role },
    })
    tell(tx, 'user.role-changed', changed, byUser(actor))
    if (member.role === 'owner') await askToEndShortSessions(tx, { employerId: actor.employerId, userId })
    await standingChanged(tx, actor, { employerId: actor.employerId, userId, role: body.role })
    return presentMember(tx, changed)
  }
