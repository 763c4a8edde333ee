import { type ApplicationRecord, applications } from '../applications/repository.ts'
import { type CandidateRecord, candidates } from '../candidates/repository.ts'
import type { Scope } from '../store/scope.ts'

/** Somebody and all of their applications at one employer, by the link of one of them. */
export interface DataSubject {
  readonly candidate: CandidateRecord
  readonly applications: readonly ApplicationRecord[]
}

export async function findPerson(scope: Scope, applicationId: string): Promise<DataSubject> {
  const { employerId, candidateId } = await applications.byId(scope, applicationId)
  const candidate = await candidates.get(scope, employerId, candidateId)
  return { candidate, applications: await applications.ofCandidate(scope, candidateId) }
}
