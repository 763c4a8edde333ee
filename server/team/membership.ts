import type { SignedInUser } from '#protocol/auth'
import { EmployerId } from '#protocol/ids'
import type { Role } from '#protocol/permissions'
import { employers } from '../employers/repository.ts'
import { type FindMember, type Member, type Person, reaches, type Visitor } from '../http/actor.ts'
import type { Tx } from '../journal/tx.ts'
import { createBatchedRead } from '../store/batched-read.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { type AuditedPerson, actOf, recordAudit } from './audit.ts'
import { membershipsAmong } from './colleagues.ts'
import { tell } from './entries.ts'
import { type MembershipRecord, memberships } from './repository.ts'
import { tokens } from './tokens/repository.ts'
import { standInFor } from './views/stand-in.ts'

/** The person's standing inside an employer, as stored now; null: none. One indexed read, since every request asks. */
export const memberOf = (scope: Scope, person: Person, employerId: string): Promise<Member | null> =>
  memberBy(scope, person, employerId, () => memberships.find(scope, employerId, person.userId))

/**
 * The same outside of transactions, for those who ask for many at once: what is asked for together is read together,
 * each after it was asked for.
 */
export function createStandings(scope: () => Scope): (person: Person, employerId: string) => Promise<Member | null> {
  const read = createBatchedRead((keys) => membershipsAmong(scope(), keys))
  return (person, employerId) => memberBy(scope(), person, employerId, () => read(`${employerId} ${person.userId}`))
}

/** The same of standings that were read a moment ago. */
export const memberAmong =
  (read: readonly MembershipRecord[]): FindMember =>
  (scope, person, employerId) =>
    memberBy(scope, person, employerId, async () => read.find((one) => one.employerId === employerId) ?? null)

async function memberBy(
  scope: Scope,
  person: Person,
  employerId: string,
  find: () => Promise<MembershipRecord | null>,
): Promise<Member | null> {
  const { token } = person
  if (!reaches(person, employerId)) return null
  const found = await find()
  if (!found) return null
  const { role, jobIds, version } = found
  const scopes = token ? { scopes: token.scopes } : {}
  const member = { ...person, employerId, role, jobIds, membershipVersion: version, ...scopes }
  return person.viewId === undefined ? member : standInFor(scope, member, person.viewId)
}

/** The role that somebody has inside an employer; null: none. */
export async function roleOf(scope: Scope, employerId: string, userId: string): Promise<Role | null> {
  return (await memberships.find(scope, employerId, userId))?.role ?? null
}

/** Everywhere the person stands, with the names of the companies, the first joined first. */
export async function membershipsOf(scope: Scope, userId: string): Promise<SignedInUser['memberships']> {
  const found = await memberships.ofUser(scope, userId)
  const ids = found.map(({ employerId }) => employerId)
  const byId = new Map((await employers.many(scope, ids)).map((employer) => [employer._id, employer]))
  return found
    .sort((a, b) => a.joinedAt.getTime() - b.joinedAt.getTime())
    .map(({ employerId, role, jobIds }) => ({
      employerId: EmployerId.parse(employerId),
      role,
      companyName: byId.get(employerId)?.companyName ?? '',
      slug: byId.get(employerId)?.slug ?? '',
      jobIds,
    }))
}

/** Makes somebody a member. The caller has made sure that they are none yet; a race ends at the unique index. */
export async function join(
  tx: Tx,
  { ip, token }: Visitor & Pick<Person, 'token'>,
  employerId: string,
  userId: string,
  role: Role,
): Promise<MembershipRecord> {
  const version = 1 + (await memberships.formerVersion(tx, employerId, userId))
  const member: MembershipRecord = {
    _id: newId(tx.now.getTime()),
    employerId,
    userId,
    role,
    jobIds: [],
    version,
    joinedAt: tx.now,
  }
  const act = actOf({ employerId, userId, ip, ...(token && { token }) })
  await memberships.insert(tx, member)
  await recordAudit(tx, {
    ...act,
    action: 'user.joined',
    subject: { kind: 'user', id: userId },
    after: { role },
  })
  tell(tx, 'user.joined', member, act.actor)
  return member
}

/** Ends somebody's place inside an employer, whoever decided it. Open sockets end with the entry. */
export async function leave(tx: Tx, actor: AuditedPerson, employerId: string, userId: string): Promise<void> {
  const member = await memberships.find(tx, employerId, userId)
  if (!member) return
  const removed = { ...member, version: member.version + 1 }
  await memberships.remove(tx, member, removed.version)
  await tokens.revokeOf(tx, employerId, userId)
  const act = actOf({ ...actor, employerId })
  const subject = { kind: 'user', id: userId }
  await recordAudit(tx, { ...act, action: 'user.removed', subject, before: { role: member.role } })
  tell(tx, 'user.removed', removed, act.actor)
  tx.outbox('leave-interviews', { employerId, userId })
}

/** Makes somebody the owner of a new employer. */
export async function addOwner(tx: Tx, visitor: Visitor, employerId: string, userId: string): Promise<void> {
  await join(tx, visitor, employerId, userId, 'owner')
}
