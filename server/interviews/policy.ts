import { type Action, may, reachOf, type Standing } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import { type InterviewRecord, noSuchInterview } from './repository.ts'

type Someone = Standing & { readonly userId: string }

/** Everybody reads the interviews of the jobs that they see, and those that are their own. */
export const canRead = (
  member: Someone,
  { jobId, interviewerIds }: Pick<InterviewRecord, 'jobId' | 'interviewerIds'>,
) =>
  may(member, 'interview.read', jobId) ||
  (reachOf(member.role, 'interview.read') !== null && interviewerIds.includes(member.userId))

/**
 * What the member may not see does not exist for them; what they see but may not do is refused.
 * @throws {AppError} `not-found` or `forbidden`
 */
export function authorize(member: Someone, action: Action, interview: InterviewRecord): void {
  if (!canRead(member, interview)) throw noSuchInterview()
  if (!may(member, action, interview.jobId)) throw new AppError('forbidden')
}
