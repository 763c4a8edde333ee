import { ApplicationId, CandidateId, InterviewId, PostingId, RoomId, UserId } from '#protocol/ids'
import type { Interview } from '#protocol/interviews'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import { viewOf, viewOfEach, type WordsFor } from '../candidates/words-about.ts'
import type { Member } from '../http/actor.ts'
import { type PostingRecord, postings } from '../postings/repository.ts'
import type { Scope } from '../store/scope.ts'
import { namesOf } from '../team/people.ts'
import type { InterviewRecord } from './repository.ts'
import { type RoomRecord, rooms } from './rooms/repository.ts'
import { hour } from './time/clock.ts'

/** Interviews for one reader: blind, unless the candidate was revealed to them. */
export async function presentAll(
  scope: Scope,
  member: Member,
  records: readonly InterviewRecord[],
): Promise<Interview[]> {
  if (records.length === 0) return []
  const { employerId } = member
  const ids = records.map(({ candidateId }) => candidateId)
  const people = await candidates.many(scope, employerId, ids)
  const view = await viewOfEach(scope, member, [...people.values()])
  const jobs = await postings.many(scope, employerId, [...new Set(records.map(({ jobId }) => jobId))])
  const titles = new Map(jobs.map(({ _id, title }) => [_id, title]))
  const roomIds = records.flatMap(({ roomId }) => (roomId === null ? [] : [roomId]))
  const places = placesOf(await rooms.many(scope, employerId, [...new Set(roomIds)]))
  const names = await namesOf(
    scope,
    records.flatMap(({ interviewerIds }) => interviewerIds),
  )
  return records.flatMap((record) => {
    const candidate = people.get(record.candidateId)
    if (!candidate) return []
    return [present(record, { candidate, ...view(candidate), jobTitle: titles.get(record.jobId) ?? '', names, places })]
  })
}

/** @throws when the candidate's record is gone, which erasure prevents while there are interviews */
export async function presentOne(scope: Scope, member: Member, record: InterviewRecord): Promise<Interview> {
  const [interview] = await presentAll(scope, member, [record])
  if (!interview) throw new Error(`The candidate of interview ${record._id} is not stored`)
  return interview
}

/** The same for somebody who has read all of it that is not theirs alone. */
export async function presentKnown(
  scope: Scope,
  member: Member,
  record: InterviewRecord,
  known: Pick<Known, 'candidate' | 'names'> & {
    readonly posting: PostingRecord
    readonly rooms: readonly RoomRecord[]
  },
): Promise<Interview> {
  const { candidate, posting, names, rooms } = known
  const view = await viewOf(scope, member, candidate)
  return present(record, { candidate, ...view, jobTitle: posting.title, names, places: placesOf(rooms) })
}

const placesOf = (found: readonly RoomRecord[]): Map<string, string> =>
  new Map(found.map(({ _id, name }) => [_id, name]))

interface Known {
  readonly candidate: CandidateRecord
  readonly isKnown: boolean
  readonly words: WordsFor
  readonly place: WordsFor
  readonly jobTitle: string
  readonly names: ReadonlyMap<string, string>
  readonly places: ReadonlyMap<string, string>
}

function present(
  record: InterviewRecord,
  { candidate, isKnown, words, place, jobTitle, names, places }: Known,
): Interview {
  const { roomId, reason, reasonBy } = record
  const candidateId = CandidateId.parse(record.candidateId)
  return {
    id: InterviewId.parse(record._id),
    applicationId: ApplicationId.parse(record.applicationId),
    jobId: PostingId.parse(record.jobId),
    candidateId,
    candidate: { id: candidateId, code: candidate.code, name: isKnown ? candidate.name : null },
    jobTitle,
    state: record.state,
    startsAt: record.startsAt?.toISOString() ?? null,
    endsAt: record.endsAt?.toISOString() ?? null,
    durationMinutes: record.durationMinutes,
    timeZone: record.timeZone,
    location: place(record.location, record.locationBy),
    room: roomId === null ? null : { id: RoomId.parse(roomId), name: places.get(roomId) ?? 'A room' },
    interviewers: record.interviewerIds.map((id) => ({
      userId: UserId.parse(id),
      name: names.get(id) ?? null,
      reply: record.replies[id] ?? 'none',
    })),
    offeredTimes: record.state === 'proposed' ? record.offeredTimes.map((time) => time.toISOString()) : [],
    rescheduleUntil: rescheduleUntil(record)?.toISOString() ?? null,
    reason: reason === null ? null : words(reason, reasonBy),
    createdBy: UserId.parse(record.createdBy),
    version: record.version,
  }
}

/** Until when the candidate may move it; null: there is nothing to move. */
export function rescheduleUntil({ state, startsAt, rescheduleHours }: InterviewRecord): Date | null {
  if (startsAt === null || (state !== 'scheduled' && state !== 'confirmed')) return null
  return new Date(startsAt.getTime() - rescheduleHours * hour)
}
