import { reachOf } from '#protocol/permissions'
import type { endpoints } from '#protocol/scorecards'
import { AppError } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { CommandRun } from '../http/bind.ts'
import { expectVersion } from '../http/version.ts'
import { meetingsOf } from '../interviews/interviewers-of.ts'
import { byUser } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { joinHiringTeam } from '../postings/join-hiring-team.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { membersAmong } from '../team/colleagues.ts'
import { openLivingCase } from './case.ts'
import { tell, tellRevealed } from './entries.ts'
import { revealedIfComplete, withReviewers } from './panel.ts'
import { presentScorecard } from './read-scorecard.ts'
import { type PanelRecord, panels } from './repository.ts'

/** Says who rates. Taking out the last ones who are missing completes the panel, and so reveals it. */
export const assignReviewers: CommandRun<typeof endpoints.assignReviewers> = async (
  tx,
  member,
  { applicationId, body, ifVersion },
) => {
  const found = await openLivingCase(tx, member, applicationId, 'scorecard.manage')
  const before = found.panel
  expectVersion(before, ifVersion)
  if (before.revealed !== null) {
    throw new AppError('conflict', 'This panel is revealed: whoever joined it now would not be independent.')
  }
  refuseLosing(before, body.userIds)
  await admit(tx, member, before.jobId, body.userIds)
  const chosen = {
    ...withReviewers(before, body.userIds),
    ...{ assigned: true, leftOut: await leftOutOf(tx, before, body.userIds), version: before.version + 1 },
  }
  const panel = revealedIfComplete(chosen, tx.now)
  await panels.save(tx, panel)
  tell(tx, 'scorecard.assigned', panel, byUser(member))
  await recordAudit(tx, {
    ...actOf(member),
    action: 'scorecard.assigned',
    subject: { kind: 'application', id: panel._id },
    before: { userIds: before.reviewers.map(({ userId }) => userId) },
    after: { userIds: panel.reviewers.map(({ userId }) => userId) },
  })
  if (panel.revealed !== null) await tellRevealed(tx, panel, member)
  return presentScorecard(tx, member, { ...found, panel })
}

/** Who interviews the candidate and is not wanted all the same. Whoever is booked later is no choice that was made. */
async function leftOutOf(tx: Tx, { _id, leftOut = [] }: PanelRecord, chosen: readonly string[]): Promise<string[]> {
  const meetings = await meetingsOf(tx, { applicationId: _id })
  const known = new Set([...leftOut, ...(meetings.get(_id)?.userIds ?? [])])
  return [...known].filter((userId) => !chosen.includes(userId))
}

/** What somebody submitted cannot be made to count no more by taking them out. */
function refuseLosing({ reviewers }: PanelRecord, userIds: readonly string[]): void {
  const lost = reviewers.some(({ userId, submittedAt }) => submittedAt !== null && !userIds.some((id) => id === userId))
  if (lost) throw new AppError('conflict', 'Somebody you left out has submitted already. Keep them on the panel.')
}

/** Everybody must be able to rate; who does not see the job yet joins its team. */
async function admit(tx: Tx, member: Member, jobId: string, userIds: readonly string[]): Promise<void> {
  const members = await membersAmong(tx, member.employerId, userIds)
  const able = members.filter(({ role }) => reachOf(role, 'scorecard.write') !== null)
  const errors = userIds.flatMap((userId, index) =>
    able.some((one) => one.userId === userId)
      ? []
      : [{ path: `userIds.${index}`, message: `${userId} is no member whose role rates candidates.` }],
  )
  if (errors.length > 0) {
    throw new AppError('invalid-input', errors.map(({ message }) => message).join(' '), { errors })
  }
  const narrow = able.filter(({ role }) => reachOf(role, 'scorecard.write') === 'team')
  if (narrow.length > 0)
    await joinHiringTeam(
      tx,
      member,
      jobId,
      narrow.map(({ userId }) => userId),
    )
}
