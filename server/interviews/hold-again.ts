import type { Tx } from '../journal/tx.ts'
import { memberships } from '../team/repository.ts'
import { hold, release } from './holds.ts'
import { holdersOf, partiesOf } from './parties.ts'
import { holdsTime, type InterviewRecord } from './repository.ts'
import { castOf, slotOf } from './schedule-interview.ts'

/**
 * Writes an interview that comes from elsewhere into everybody's calendar: it is agreed, so nobody is asked whether they
 * are free. Who is no member here is held to nothing. May run again.
 */
export async function holdAgain(tx: Tx, interview: InterviewRecord): Promise<void> {
  const { _id: interviewId, employerId, startsAt, interviewerIds } = interview
  if (startsAt === null || !holdsTime(interview)) return
  const members = await memberships.among(tx, employerId, interviewerIds)
  const cast = { ...castOf(interview), interviewerIds: members.map(({ userId }) => userId) }
  const slot = slotOf(startsAt, interview)
  await release(tx, await holdersOf(tx, cast), { interviewId, ...slot })
  hold(tx, await partiesOf(tx, cast), { interviewId, employerId, ...slot })
}
