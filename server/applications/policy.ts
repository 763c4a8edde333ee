import { type Action, may, reachOf, type Standing } from '#protocol/permissions'
import { AppError } from '../app-error.ts'

/** The jobs whose pipeline the member sees; null: all of them. */
export const visibleJobs = (member: Standing): readonly string[] | null =>
  reachOf(member.role, 'pipeline.read') === 'all' ? null : member.jobIds

/**
 * What the member may not see does not exist for them; what they see but may not do is refused.
 * @throws {AppError} `not-found` or `forbidden`
 */
export function authorize(member: Standing, action: Action, jobId: string): void {
  if (!may(member, 'pipeline.read', jobId)) throw new AppError('not-found', 'There is no such application.')
  if (!may(member, action, jobId)) throw new AppError('forbidden')
}
