import type { Scope } from '../store/scope.ts'
import { type InterviewCast, interviews } from './repository.ts'

/** An application and whoever meets its candidate. */
export interface Meeting extends Pick<InterviewCast, 'applicationId' | 'jobId' | 'candidateId'> {
  readonly userIds: readonly string[]
}

/** Where interviews are to take place or took place: by application, who comes to them. */
export async function meetingsOf(
  scope: Scope,
  of: { readonly applicationId: string } | { readonly applicationIds: readonly string[] } | { readonly jobId: string },
): Promise<Map<string, Meeting>> {
  const meetings = new Map<string, Meeting>()
  for (const { applicationId, jobId, candidateId, ...interview } of await interviews.casts(scope, of)) {
    const userIds = new Set([...(meetings.get(applicationId)?.userIds ?? []), ...comingTo(interview)])
    if (userIds.size > 0) meetings.set(applicationId, { applicationId, jobId, candidateId, userIds: [...userIds] })
  }
  return meetings
}

/** Nobody meets a candidate who did not come, nor in an interview that is called off; who said no does not come. */
function comingTo({ state, interviewerIds, replies }: Pick<InterviewCast, 'state' | 'interviewerIds' | 'replies'>) {
  const takesPlace = state === 'scheduled' || state === 'confirmed' || state === 'done'
  return takesPlace ? interviewerIds.filter((userId) => replies[userId] !== 'declined') : []
}
