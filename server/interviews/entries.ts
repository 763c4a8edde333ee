import { ApplicationId, CandidateId, InterviewId, PostingId, RoomId, UserId } from '#protocol/ids'
import type { entries, InterviewStanding } from '#protocol/interviews'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { InterviewRecord } from './repository.ts'

/** Tells in the feed where an interview stands: ids, states and times, never a place or a reason. */
export function tell(tx: Tx, type: keyof typeof entries, interview: InterviewRecord, actor: EntryActor): void {
  tx.append(feedOf(interview.employerId), { type, data: standingOf(interview), actor })
}

/** Pure. */
export const standingOf = (interview: InterviewRecord): InterviewStanding => ({
  interviewId: InterviewId.parse(interview._id),
  applicationId: ApplicationId.parse(interview.applicationId),
  jobId: PostingId.parse(interview.jobId),
  candidateId: CandidateId.parse(interview.candidateId),
  state: interview.state,
  startsAt: interview.startsAt?.toISOString() ?? null,
  endsAt: interview.endsAt?.toISOString() ?? null,
  interviewerIds: interview.interviewerIds.map((id) => UserId.parse(id)),
  roomId: interview.roomId === null ? null : RoomId.parse(interview.roomId),
  version: interview.version,
})
