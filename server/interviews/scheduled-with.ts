import type { Scope } from '../store/scope.ts'
import { holdsTime, interviews } from './repository.ts'

/** Whether somebody has, or had, an interview with a candidate; one that was cancelled or declined is none. */
export async function isScheduledWith(scope: Scope, userId: string, candidateId: string): Promise<boolean> {
  const found = await interviews.withCandidate(scope, candidateId)
  return found.some((one) => holdsTime(one) && one.interviewerIds.includes(userId))
}

/** Whether this is an interview with that candidate, whatever became of it. */
export async function isInterviewWith(scope: Scope, interviewId: string, candidateId: string): Promise<boolean> {
  const found = await interviews.withCandidate(scope, candidateId)
  return found.some(({ _id }) => _id === interviewId)
}
