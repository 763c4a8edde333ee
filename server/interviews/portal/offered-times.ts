import { postings } from '../../postings/repository.ts'
import type { Scope } from '../../store/scope.ts'
import { findTimes } from '../book.ts'
import { occupiedAround, partiesOf } from '../parties.ts'
import type { InterviewRecord } from '../repository.ts'
import { castOf, slotOf } from '../schedule-interview.ts'
import { hour, minute } from '../time/clock.ts'
import { conflictsOf } from '../time/conflicts.ts'

/** Whether a time can be taken at all: somebody is there to meet, about a posting that is not in the bin. */
export async function isPlannable(
  scope: Scope,
  { employerId, jobId, interviewerIds }: Pick<InterviewRecord, 'employerId' | 'jobId' | 'interviewerIds'>,
): Promise<boolean> {
  return interviewerIds.length > 0 && (await postings.get(scope, employerId, jobId)).deletedAt === null
}

/** Those of the offered times that nobody took meanwhile and that are not over. */
export async function stillFree(scope: Scope, record: InterviewRecord): Promise<Date[]> {
  if (!(await isPlannable(scope, record))) return []
  const parties = await partiesOf(scope, castOf(record))
  const free: Date[] = []
  for (const time of record.offeredTimes) {
    if (time <= scope.now) continue
    const slot = slotOf(time, record)
    const known = await occupiedAround(scope, parties, slot, record._id)
    if (known.every((one) => conflictsOf({ ...one, slot, despite: record.despite }).length === 0)) free.push(time)
  }
  return free
}

/** How many other times a candidate is shown. */
const most = 9

/** How many of them on one day: who cannot come that day at all finds another. */
const mostPerDay = 3

/** Times to which the candidate can move an interview: as soon as the notice that it gives allows. */
export async function otherTimes(scope: Scope, record: InterviewRecord): Promise<string[]> {
  const parties = await partiesOf(scope, castOf(record))
  const from = earliestMove(scope, record)
  const near = Math.max(record.startsAt?.getTime() ?? from, from)
  return findTimes(scope, parties, {
    ...{ near, from, most, perDay: { most: mostPerDay, timeZone: record.timeZone } },
    length: record.durationMinutes * minute,
    except: record._id,
  }).then((times) => times.filter((time) => Date.parse(time) !== record.startsAt?.getTime()))
}

/** The interviewers have as much notice of the new time as they were promised of the old one. */
export const earliestMove = ({ now }: Pick<Scope, 'now'>, { rescheduleHours }: InterviewRecord): number =>
  now.getTime() + Math.max(1, rescheduleHours) * hour
