import { UserId } from '#protocol/ids'
import type { EmployerRole, Role } from '#protocol/permissions'
import { emailKeyOf } from '../auth/addresses.ts'
import type { UserRecord } from '../auth/repository.ts'
import { byUser } from '../journal/actors.ts'
import type { EntryActor } from '../journal/entry.ts'
import type { MembershipRecord } from '../team/repository.ts'
import { refusalOf } from '../team/roles.ts'
import { officeTimeAgo } from './calendar.ts'
import type { Chronicle } from './chronicle.ts'
import { type DemoPerson, people } from './people.ts'
import { type Random, randomOf } from './random.ts'

/** Somebody of the company as they stand at the moment that is told. */
export interface Colleague {
  readonly userId: string
  readonly ip: string
  /** Role and jobs now. */
  standing(): MembershipRecord
}

/** The people of the company by the role they have in the end. */
export type Staff = (role: EmployerRole) => Colleague

/** Everybody joins, and some get another role, in order. Done before the first posting is written. */
export function hireStaff(company: Chronicle, passwordHash: string): Staff {
  const colleagues = new Map<EmployerRole, Colleague>()
  const staff: Staff = (role) => {
    const colleague = colleagues.get(role)
    if (!colleague) throw new Error(`Nobody is ${role} yet`)
    return colleague
  }
  const random = randomOf('staff')
  let last: Date | undefined
  const events = people
    .flatMap((person) => [
      { daysAgo: person.joined.daysAgo, run: join, person },
      ...(person.promoted ? [{ daysAgo: person.promoted.daysAgo, run: promote, person }] : []),
    ])
    .sort((a, b) => b.daysAgo - a.daysAgo)
  for (const { daysAgo, run, person } of events) {
    last = officeTimeAgo(random, company.now, daysAgo, last)
    run(last, person)
  }
  return staff

  function join(at: Date, { role, joined, name, email, ip }: DemoPerson): void {
    const user = newUser(random, at, company.now, { kind: 'employer', name, email }, passwordHash)
    company.users.push(user)
    const membership = newMembership(random, at, company.employer._id, user._id, joined.as ?? role)
    company.memberships.set(user._id, membership)
    colleagues.set(role, { userId: user._id, ip, standing: () => standingOf(company, user._id) })
    const actor = byUser({ userId: user._id })
    const subject = { kind: 'user', id: user._id }
    company.audited({ at, actor, ip, action: 'user.joined', subject, after: { role: membership.role } })
    tellMember(company, at, 'user.joined', membership, actor)
  }

  function promote(at: Date, { role, promoted }: DemoPerson): void {
    if (!promoted) return
    const by = staff(promoted.by)
    const before = staff(role).standing()
    const refusal = refusalOf({ actor: by.standing(), target: before, to: role, owners: 1 })
    if (refusal !== null) throw new Error(`${promoted.by} cannot give somebody the role ${role}: ${refusal}`)
    const after = { ...before, role, version: before.version + 1 }
    company.memberships.set(before.userId, after)
    company.audited({
      at,
      actor: byUser(by),
      ip: by.ip,
      action: 'user.role-changed',
      subject: { kind: 'user', id: before.userId },
      before: { role: before.role },
      after: { role },
    })
    tellMember(company, at, 'user.role-changed', after, byUser(by))
  }
}

export function newUser(
  random: Random,
  at: Date,
  now: Date,
  { kind, name, email }: Pick<UserRecord, 'kind' | 'name' | 'email'>,
  passwordHash: string,
): UserRecord {
  return {
    _id: random.id(at),
    kind,
    email,
    emailKey: emailKeyOf(email),
    name,
    passwordHash,
    verifiedAt: at,
    lastSignedInAt: officeTimeAgo(random, now, 1),
    createdAt: at,
  }
}

export const newMembership = (
  random: Random,
  joinedAt: Date,
  employerId: string,
  userId: string,
  role: Role,
): MembershipRecord => ({ _id: random.id(joinedAt), employerId, userId, role, jobIds: [], version: 1, joinedAt })

export function tellMember(
  company: Chronicle,
  at: Date,
  type: 'user.joined' | 'user.role-changed',
  { userId, role, version }: MembershipRecord,
  actor: EntryActor,
): void {
  company.tell(at, type, { userId: UserId.parse(userId), role, version }, actor)
}

/** Puts somebody on a posting's hiring team. */
export function addToJob(company: Chronicle, at: Date, by: Colleague, member: Colleague, jobId: string): void {
  const before = member.standing()
  if (before.jobIds.includes(jobId)) return
  const version = before.version + 1
  company.memberships.set(before.userId, { ...before, jobIds: [...before.jobIds, jobId], version })
  company.tell(at, 'user.jobs-changed', { userId: UserId.parse(before.userId), version }, byUser(by))
}

function standingOf(company: Chronicle, userId: string): MembershipRecord {
  const membership = company.memberships.get(userId)
  if (!membership) throw new Error(`${userId} is no member`)
  return membership
}
