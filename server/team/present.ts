import { InvitationId, UserId } from '#protocol/ids'
import type { AuditEntry, Invitation, Member } from '#protocol/team'
import { type Account, accounts } from '../auth/accounts.ts'
import type { Scope } from '../store/scope.ts'
import { stateOf } from './invitations.ts'
import type { AuditRecord, InvitationRecord, MembershipRecord } from './repository.ts'

export async function presentMember(scope: Scope, member: MembershipRecord): Promise<Member> {
  return present(member, (await accounts.byId(scope, member.userId)) ?? undefined)
}

export async function presentMembers(scope: Scope, members: readonly MembershipRecord[]): Promise<Member[]> {
  const people = await accounts.many(
    scope,
    members.map((member) => member.userId),
  )
  const byId = new Map(people.map((account) => [account._id, account]))
  return members.map((member) => present(member, byId.get(member.userId)))
}

function present({ userId, role, jobIds, joinedAt, version }: MembershipRecord, account: Account | undefined): Member {
  return {
    id: UserId.parse(userId),
    name: account?.name ?? '',
    email: account?.email ?? '',
    role,
    jobIds,
    joinedAt: joinedAt.toISOString(),
    version,
  }
}

export function presentInvitation(invitation: InvitationRecord, now: Date): Invitation {
  return {
    id: InvitationId.parse(invitation._id),
    email: invitation.email,
    role: invitation.role,
    state: stateOf(invitation, now),
    invitedAt: invitation.invitedAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
  }
}

/** @param names of the people among the actors and the subjects */
export function presentAudit(row: AuditRecord, names: ReadonlyMap<string, string>): AuditEntry {
  const { _id: id, at, actor, token = null, action, subject, ip, reason, before, after } = row
  const [who, about] = [nameOf(actor, names), subject.kind === 'user' ? names.get(subject.id) : undefined]
  return {
    ...{ id, at: at.toISOString(), actor: { ...actor, name: who }, token, action },
    ...{ subject: { ...subject, ...(about === undefined ? {} : { name: about }) }, ip, reason, before, after },
  }
}

/** A candidate stays without a name here: the audit is no way around blind review. */
function nameOf({ kind, id }: AuditRecord['actor'], names: ReadonlyMap<string, string>): string {
  if (kind === 'system') return 'ClearView'
  if (kind === 'candidate') return 'A candidate'
  return names.get(id ?? '') ?? 'Somebody'
}
