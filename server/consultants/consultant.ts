import { AppError } from '../app-error.ts'
import type { Scope } from '../store/scope.ts'
import { type EngagementRecord, engagements } from './engagements.ts'
import { type Consultant, consultantsAmong } from './profiles.ts'

interface Somebody {
  readonly userId: string
}

/**
 * The signed-in person as a consultant.
 * @throws {AppError} `forbidden` for somebody of an employer
 */
export async function consultantOf(scope: Scope, { userId }: Somebody): Promise<Consultant> {
  const consultant = (await consultantsAmong(scope, [userId])).get(userId)
  if (consultant) return consultant
  throw new AppError(
    'forbidden',
    'This is for consultants, and your account belongs to the hiring team of a company. ' +
      'To work as a consultant, register with another e-mail address.',
  )
}

/**
 * An engagement or invitation of this consultant: the invited address is theirs, and confirmed.
 * @throws {AppError} `not-found` for that of anybody else
 */
export async function engagementOfMine(scope: Scope, me: Consultant, id: string): Promise<EngagementRecord> {
  const engagement = await engagements.byId(scope, id)
  const isMine = engagement?.emailKey === me.account.emailKey && me.account.verifiedAt !== null
  if (!engagement || !isMine) throw new AppError('not-found', 'There is no such engagement of yours.')
  return engagement
}
