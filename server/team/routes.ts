import { endpoints as auth } from '#protocol/auth'
import { endpoints as signIn } from '#protocol/security'
import { endpoints } from '#protocol/team'
import { endpoints as tokens } from '#protocol/tokens'
import type { Bind } from '../http/bind.ts'
import { feedOf } from '../journal/entry.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { changeRole } from './change-role.ts'
import { describeInvitation } from './describe-invitation.ts'
import { exportAudit } from './export-audit.ts'
import { invite } from './invite.ts'
import { listInvitations } from './list-invitations.ts'
import { listMembers } from './list-members.ts'
import type { TeamParts } from './parts.ts'
import { readAudit } from './read-audit.ts'
import { removeMember } from './remove-member.ts'
import { revokeInvitation } from './revoke-invitation.ts'
import { editSecurity } from './security/edit-security.ts'
import { endShortSessions } from './security/end-short-sessions.ts'
import { removeSecondFactor } from './security/remove-second-factor.ts'
import { security } from './security/repository.ts'
import type { SsoParts } from './sso/parts.ts'
import { editSso, findSso, readSso } from './sso/settings.ts'
import { finishSso, startSso } from './sso/sign-in.ts'
import { createToken } from './tokens/create-token.ts'
import { listTokens } from './tokens/list-tokens.ts'
import { revokeToken } from './tokens/revoke-token.ts'
import { viewAs } from './views/view-as.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function teamRoutes(bind: Bind, parts: TeamParts & SsoParts): void {
  const { scope } = parts
  bind.handle(signIn.readSecurity, async ({ employerId }) => {
    const { requireTwoFactor } = await security.of(scope(), employerId)
    return { requireTwoFactor }
  })
  bind.handle(signIn.editSecurity, editSecurity(parts))
  bind.handle(signIn.readSso, readSso(parts))
  bind.handle(signIn.editSso, editSso(parts))
  bind.handle(signIn.findSso, findSso(parts))
  bind.handle(signIn.startSso, startSso(parts))
  bind.handle(signIn.finishSso, finishSso(parts))
  bind.query(endpoints.listMembers, listMembers)
  bind.command(endpoints.changeRole, feed, changeRole(parts), ({ employerId, userId }) =>
    endShortSessions(parts, { employerId, userId }),
  )
  bind.command(endpoints.removeMember, feed, removeMember(parts))
  bind.handle(endpoints.removeSecondFactor, removeSecondFactor(parts))
  bind.command(endpoints.invite, feed, invite)
  bind.query(endpoints.listInvitations, listInvitations)
  bind.command(endpoints.revokeInvitation, feed, revokeInvitation)
  bind.query(endpoints.readAudit, readAudit)
  bind.handle(endpoints.exportAudit, exportAudit(parts))
  bind.command(endpoints.viewAs, () => [], viewAs)
  bind.handle(tokens.createToken, createToken(parts.links))
  bind.query(tokens.listTokens, listTokens)
  bind.handle(tokens.revokeToken, revokeToken(parts))
  bind.query(auth.describeInvitation, describeInvitation)
  bind.handle(auth.acceptInvitation, acceptInvitation(parts))
}
