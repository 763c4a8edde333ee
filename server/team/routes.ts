import { endpoints as auth } from '#protocol/auth'
import { endpoints } from '#protocol/team'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { changeRole } from './change-role.ts'
import { describeInvitation } from './describe-invitation.ts'
import { invite } from './invite.ts'
import { listInvitations } from './list-invitations.ts'
import { listMembers } from './list-members.ts'
import type { TeamParts } from './parts.ts'
import { readAudit } from './read-audit.ts'
import { removeMember } from './remove-member.ts'
import { revokeInvitation } from './revoke-invitation.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function teamRoutes(bind: Bind, parts: TeamParts): void {
  bind.query(endpoints.listMembers, listMembers)
  bind.command(endpoints.changeRole, feed, changeRole(parts))
  bind.command(endpoints.removeMember, feed, removeMember(parts))
  bind.command(endpoints.invite, feed, invite)
  bind.query(endpoints.listInvitations, listInvitations)
  bind.command(endpoints.revokeInvitation, feed, revokeInvitation)
  bind.query(endpoints.readAudit, readAudit)
  bind.query(auth.describeInvitation, describeInvitation)
  bind.handle(auth.acceptInvitation, acceptInvitation(parts))
}
