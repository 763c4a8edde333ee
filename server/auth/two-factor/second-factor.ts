import { AppError } from '../../app-error.ts'
import type { Scope } from '../../store/scope.ts'
import type { Seals } from '../../store/seal.ts'
import { recoveryHash, stepOf } from './codes.ts'
import { factors } from './repository.ts'

export const purposeOf = (userId: string): string => `second-factor:${userId}`

/** What somebody proves beside the password, when they have set it up. */
export interface SecondFactor {
  /**
   * @param code of the authenticator, or a recovery code, which is used up by it; undefined: none was entered
   * @throws {AppError} `second-factor-needed` without a code, `wrong-code` for one that is not right or was used
   */
  demand(scope: Scope, userId: string, code: string | undefined): Promise<void>
}

export const createSecondFactor = (seals: Seals): SecondFactor => ({
  demand: async (scope, userId, code) => {
    const factor = await factors.of(scope, userId)
    if (!factor?.confirmedAt) return
    if (code === undefined) throw new AppError('second-factor-needed')
    const step = stepOf(seals.open(purposeOf(userId), factor.secret), code, scope.now)
    const isRight =
      step === null
        ? await factors.takeRecovery(scope, userId, recoveryHash(userId, code))
        : await factors.takeStep(scope, userId, step)
    if (!isRight) throw new AppError('wrong-code')
  },
})
