import { AppError } from '../app-error.ts'
import { byCandidate } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import { believedOf } from './notice.ts'
import { type ApplicationRecord, applications } from './repository.ts'
import { save } from './save.ts'
import { decideMove } from './stages.ts'

/**
 * The candidate takes the application back, by the portal. Twice is once. A decision that can still be undone is not in
 * the way: a refusal would tell of it.
 * @throws {AppError} `application-closed` when it was decided already
 */
export async function withdraw(tx: Tx, applicationId: string): Promise<ApplicationRecord> {
  const before = await applications.byId(tx, applicationId)
  if (isDecided(before) && isDecided(believedOf(before, tx.now))) {
    throw new AppError('application-closed', 'This application was decided already, so there is nothing to withdraw.')
  }
  const posting = await postings.get(tx, before.employerId, before.jobId)
  const decided = decideMove(before, { status: 'withdrawn' }, posting.stages, null, tx.now)
  if (decided === null) return before
  save(tx, before, decided.application, posting, decided.type, byCandidate(before.candidateId))
  return decided.application
}

const isDecided = ({ status }: Pick<ApplicationRecord, 'status'>): boolean =>
  status === 'rejected' || status === 'hired'
