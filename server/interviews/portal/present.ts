import { InterviewId } from '#protocol/ids'
import type { PortalInterview } from '#protocol/portal-interviews'
import type { Scope } from '../../store/scope.ts'
import { rescheduleUntil } from '../present.ts'
import { type InterviewRecord, isAhead } from '../repository.ts'
import { rooms } from '../rooms/repository.ts'
import { isPlannable, stillFree } from './offered-times.ts'

/** An interview as the candidate sees it: never who is busy, and nobody's name. */
export async function presentForCandidate(scope: Scope, record: InterviewRecord): Promise<PortalInterview> {
  const { roomId, startsAt, endsAt, state } = record
  const [room] = await rooms.many(scope, record.employerId, roomId === null ? [] : [roomId])
  const begins = isAhead(record) && startsAt !== null && startsAt > scope.now
  const until = rescheduleUntil(record)
  const canReschedule = begins && until !== null && scope.now < until && (await isPlannable(scope, record))
  return {
    id: InterviewId.parse(record._id),
    state,
    startsAt: startsAt?.toISOString() ?? null,
    endsAt: endsAt?.toISOString() ?? null,
    timeZone: record.timeZone,
    location: record.location,
    directions: room ? [room.name, room.directions].filter(Boolean).join(' · ') : null,
    offeredTimes: state === 'proposed' ? (await stillFree(scope, record)).map((time) => time.toISOString()) : [],
    canConfirm: begins && state === 'scheduled',
    canDecline: begins || state === 'proposed',
    canReschedule,
    rescheduleUntil: until?.toISOString() ?? null,
    reason: record.reason,
    version: record.version,
  }
}
