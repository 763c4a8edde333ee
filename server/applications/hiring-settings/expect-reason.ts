import { invalidField } from '../../app-error.ts'
import type { Move } from '../stages.ts'
import type { HiringSettingsRecord } from './repository.ts'

/** Whether an employer's settings have anything to say of a move. */
export const concernsReasons = ({ status, reasonId }: Move): boolean => status === 'rejected' || reasonId !== undefined

/**
 * Pure: a reason that is named must be one of the employer's; a rejection needs one where the employer wants it, chosen
 * or in own words.
 * @throws {AppError} `invalid-input` at `reasonId`
 */
export function expectReason(move: Move, { reasons, reasonRequired }: HiringSettingsRecord): void {
  const { status, reasonId, reason } = move
  if (reasonId !== undefined) {
    if (status !== 'rejected')
      throw invalidField('reasonId', 'These are reasons for a rejection. Send status: rejected.')
    if (!reasons.some(({ id, retired }) => id === reasonId && !retired)) {
      throw invalidField('reasonId', 'Your company has no such reason. Read hiring-settings for those it has.')
    }
  }
  if (status === 'rejected' && reasonRequired && reasonId === undefined && !reason) {
    throw invalidField('reasonId', 'Your company asks for a reason. Choose one, or write one.')
  }
}
