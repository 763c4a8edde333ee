import type { Member as MemberView } from '#protocol/team'
import { AppError } from '../app-error.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { tell } from './entries.ts'
import { presentMember } from './present.ts'
import { type MembershipRecord, memberships } from './repository.ts'

type Actor = Parameters<typeof byUser>[0]

/**
 * Afterwards exactly these members are on the job's hiring team. Each changed member's version rises and an entry tells
 * so: rights that reach "own jobs" follow on open sockets.
 * @param fieldOf the field of the request that named a person, for the refusal
 * @throws {AppError} `invalid-input` naming everybody who is no member
 */
export async function setJobTeam(
  tx: Tx,
  actor: Actor,
  employerId: string,
  jobId: string,
  userIds: readonly string[],
  fieldOf: (userId: string) => string = () => 'userIds',
): Promise<void> {
  const wanted = [...new Set(userIds)]
  // Consultants read along on every job, and are on no hiring team.
  const members = (await memberships.among(tx, employerId, wanted)).filter(({ role }) => role !== 'consultant')
  refuseStrangers(wanted, members, fieldOf)
  const before = await memberships.onJob(tx, employerId, jobId)
  for (const member of members) {
    if (!member.jobIds.includes(jobId)) await setJobs(tx, actor, member, [...member.jobIds, jobId])
  }
  for (const member of before) {
    if (!wanted.includes(member.userId)) await setJobs(tx, actor, member, without(member.jobIds, jobId))
  }
}

/** Puts one member on the job's hiring team, such as the hiring manager who creates it. */
export const addJob = (tx: Tx, actor: Actor, employerId: string, jobId: string, userId: string): Promise<void> =>
  addJobs(tx, actor, employerId, [jobId], userId)

/** The same for many jobs at once. */
export async function addJobs(
  tx: Tx,
  actor: Actor,
  employerId: string,
  jobIds: readonly string[],
  userId: string,
): Promise<void> {
  const member = await memberships.find(tx, employerId, userId)
  if (!member) throw new AppError('not-found', 'There is no such member.')
  const added = jobIds.filter((jobId) => !member.jobIds.includes(jobId))
  if (added.length > 0) await setJobs(tx, actor, member, [...member.jobIds, ...added])
}

/** @throws {AppError} `not-found` for somebody who is no member */
export async function readMember(scope: Scope, employerId: string, userId: string): Promise<MembershipRecord> {
  const member = await memberships.find(scope, employerId, userId)
  if (!member) throw new AppError('not-found', 'There is no such member.')
  return member
}

/** The jobs that the member's own rights reach; the postings' teams are the caller's. */
export async function setMemberScope(
  tx: Tx,
  actor: Actor,
  member: MembershipRecord,
  jobIds: string[],
): Promise<MemberView> {
  const isSame = member.jobIds.length === jobIds.length && jobIds.every((id) => member.jobIds.includes(id))
  if (!isSame) await setJobs(tx, actor, member, jobIds)
  return presentMember(tx, isSame ? member : { ...member, jobIds, version: member.version + 1 })
}

async function setJobs(tx: Tx, actor: Actor, member: MembershipRecord, jobIds: string[]): Promise<void> {
  const changed = { ...member, jobIds, version: member.version + 1 }
  await memberships.replace(tx, changed)
  tell(tx, 'user.jobs-changed', changed, byUser(actor))
}

function refuseStrangers(
  wanted: readonly string[],
  members: readonly MembershipRecord[],
  fieldOf: (userId: string) => string,
): void {
  const known = new Set(members.map((member) => member.userId))
  const errors = wanted
    .filter((userId) => !known.has(userId))
    .map((userId) => ({ path: fieldOf(userId), message: `${userId} is no member of this company. Invite them first.` }))
  if (errors.length === 0) return
  throw new AppError('invalid-input', errors.map((error) => error.message).join(' '), { errors })
}

const without = (jobIds: readonly string[], jobId: string): string[] => jobIds.filter((id) => id !== jobId)
