import { AppError } from '../app-error.ts'
import { byCandidate } from '../journal/actors.ts'
import type { Tx } from '../journal/tx.ts'
import { takesApplications } from '../postings/policy.ts'
import { postings } from '../postings/repository.ts'
import { believedOf } from './notice.ts'
import { type ApplicationRecord, applications } from './repository.ts'
import { save } from './save.ts'
import { decideMove } from './stages.ts'

/**
 * Whoever withdrew changes their mind, by the portal: the form, which asks for an address and no more, would open what was
 * said to whoever types it in. The application begins at the first stage anew, with all that was before it in its log.
 * Twice is once.
 * @throws {AppError} `application-closed` when it was decided, `posting-not-active` when nobody can apply
 */
export async function applyAgain(tx: Tx, applicationId: string): Promise<ApplicationRecord> {
  const before = await applications.byId(tx, applicationId)
  // Of a decision that can still be undone a refusal would tell.
  if (isOpen(before) || isOpen(believedOf(before, tx.now))) return before
  if (before.status !== 'withdrawn') {
    throw new AppError('application-closed', 'This application was decided already, so it cannot be sent again.')
  }
  const posting = await postings.get(tx, before.employerId, before.jobId)
  if (!takesApplications(posting)) {
    throw new AppError('posting-not-active', 'This job does not take applications at the moment.')
  }
  const stage = posting.stages[0]?.id ?? before.stage
  const decided = decideMove(before, { status: 'active', stage }, posting.stages, null, tx.now)
  if (decided === null) return before
  // Who did it themselves needs no mail about it.
  const quiet = { quiet: true }
  save(tx, before, decided.application, posting, decided.type, byCandidate(before.candidateId), quiet)
  return decided.application
}

const isOpen = ({ status }: Pick<ApplicationRecord, 'status'>): boolean => status === 'active' || status === 'on_hold'
