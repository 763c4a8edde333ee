import type { endpoints, Member as MemberView } from '#protocol/team'
import { AppError, invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import type { Tx } from '../journal/tx.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { readMember, setMemberScope } from '../team/job-scope.ts'
import { type PostingRecord, postings } from './repository.ts'
import { save } from './save.ts'

/**
 * Puts a member on exactly these hiring teams: as hiring manager who has that role, else as interviewer. Where they are
 * already they stay what they are.
 */
export async function setMemberJobs(
  tx: Tx,
  actor: Member,
  { userId, body, ifVersion }: Pick<Input<typeof endpoints.setMemberJobs>, 'userId' | 'body' | 'ifVersion'>,
): Promise<MemberView> {
  const before = await readMember(tx, actor.employerId, userId)
  expectVersion(before, ifVersion)
  if (before.role === 'consultant') {
    throw new AppError('conflict', 'Consultants read along on every job, and are on no hiring team.')
  }
  const asked = [...new Set<string>(body.jobIds)]
  const concerned = await postings.many(tx, actor.employerId, [...new Set([...asked, ...before.jobIds])])
  const byId = new Map(concerned.map((one) => [one._id, one]))
  const isChosen = (jobId: string) => byId.get(jobId)?.deletedAt === null || before.jobIds.includes(jobId)
  const unknown = asked.findIndex((jobId) => !isChosen(jobId))
  if (unknown >= 0) throw invalidField(`jobIds.${unknown}`, 'There is no such posting.')
  // Who is on the team of one in the bin stays on it: restored, it is as it was. What is gone for good is on no list.
  const jobIds = asked.filter((jobId) => byId.has(jobId))
  for (const posting of byId.values()) {
    const team = teamWith(posting, userId, jobIds.includes(posting._id), before.role === 'hiring_manager')
    if (team) await save(tx, actor, 'posting.team-changed', { ...posting, team })
  }
  const after = await setMemberScope(tx, actor, before, jobIds)
  if (!sameSet(before.jobIds, jobIds)) {
    const subject = { kind: 'user', id: userId }
    const states = { before: { jobIds: before.jobIds }, after: { jobIds } }
    await recordAudit(tx, { ...actOf(actor), action: 'user.jobs-changed', subject, ...states })
  }
  return after
}

/** The posting's team with or without the person; null: it stays as it is. */
function teamWith(
  { team }: PostingRecord,
  userId: string,
  isOn: boolean,
  manages: boolean,
): PostingRecord['team'] | null {
  const { hiringManagerIds, interviewerIds } = team
  if ([...hiringManagerIds, ...interviewerIds].includes(userId) === isOn) return null
  const without = (ids: readonly string[]) => ids.filter((id) => id !== userId)
  if (!isOn) return { hiringManagerIds: without(hiringManagerIds), interviewerIds: without(interviewerIds) }
  return manages
    ? { hiringManagerIds: [...hiringManagerIds, userId], interviewerIds }
    : { hiringManagerIds, interviewerIds: [...interviewerIds, userId] }
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))
