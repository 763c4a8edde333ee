import type { endpoints, TwoFactorState } from '#protocol/two-factor'
import { AppError } from '../../app-error.ts'
import type { Person } from '../../http/actor.ts'
import type { HandlerRun } from '../../http/bind.ts'
import { timeNow } from '../../store/clock.ts'
import type { Scope } from '../../store/scope.ts'
import type { Seals } from '../../store/seal.ts'
import type { AuthParts } from '../parts.ts'
import { users } from '../repository.ts'
import { addressOf, newFactorSecret, newRecoveryCodes, recoveryHash, stepOf } from './codes.ts'
import { factors } from './repository.ts'
import { purposeOf } from './second-factor.ts'

export interface TwoFactorParts extends Pick<AuthParts, 'db' | 'sessions' | 'signIn'> {
  readonly seals: Seals
  /** Companies of the person that ask for it. */
  readonly demandedBy: (scope: Scope, userId: string) => Promise<readonly string[]>
}

type Run<Name extends keyof typeof endpoints> = HandlerRun<(typeof endpoints)[Name]>

export function readTwoFactor({ db, demandedBy }: TwoFactorParts): Run<'readTwoFactor'> {
  return async ({ userId }): Promise<TwoFactorState> => {
    const scope: Scope = { db, now: timeNow() }
    const [factor, demanding] = await Promise.all([factors.of(scope, userId), demandedBy(scope, userId)])
    const enabled = factor?.confirmedAt != null
    return { enabled, recoveryCodesLeft: enabled ? factor.recovery.length : 0, required: demanding.length > 0 }
  }
}

/** A secret for the app; it counts once a code of it was entered. An earlier one goes on counting until then. */
export function beginTwoFactor(parts: TwoFactorParts): Run<'beginTwoFactor'> {
  return async (person, { body: { password } }) => {
    const { scope, email } = await proved(parts, person, password)
    const { userId } = person
    const secret = newFactorSecret()
    if (!(await factors.begin(scope, userId, parts.seals.seal(purposeOf(userId), secret)))) {
      throw new AppError('conflict', 'Two-factor sign-in is on already. Switch it off before you set up another app.')
    }
    return { secret, address: addressOf(secret, email) }
  }
}

/** The first code shows that the app has the secret; from here on it is asked for. */
export function confirmTwoFactor({
  db,
  seals,
  sessions,
}: Pick<TwoFactorParts, 'db' | 'seals' | 'sessions'>): Run<'confirmTwoFactor'> {
  return async ({ userId, sessionId }, { body: { code } }) => {
    const scope: Scope = { db, now: timeNow() }
    const factor = await factors.of(scope, userId)
    if (!factor || factor.confirmedAt) throw beginFirst()
    const step = stepOf(seals.open(purposeOf(userId), factor.secret), code, scope.now)
    if (step === null) throw new AppError('wrong-code')
    const recoveryCodes = newRecoveryCodes()
    const recovery = recoveryCodes.map((one) => recoveryHash(userId, one))
    // Of two answers with codes one would show some that are good for nothing.
    if (!(await factors.confirm(scope, factor, { lastStep: step, recovery }))) throw beginFirst()
    await sessions.unlimit(sessionId)
    return { recoveryCodes }
  }
}

const beginFirst = () => new AppError('conflict', 'Begin the set-up first.')

/** New codes for the phone that may be lost; the older ones stop working. */
export function renewRecoveryCodes(parts: TwoFactorParts): Run<'renewRecoveryCodes'> {
  return async (person, { body: { password } }) => {
    const { scope } = await proved(parts, person, password)
    const recoveryCodes = newRecoveryCodes()
    const recovery = recoveryCodes.map((one) => recoveryHash(person.userId, one))
    if (!(await factors.renewRecovery(scope, person.userId, recovery))) {
      throw new AppError('conflict', 'Two-factor sign-in is off.')
    }
    return { recoveryCodes }
  }
}

export function endTwoFactor(parts: TwoFactorParts): Run<'endTwoFactor'> {
  return async (person, { body: { password } }): Promise<undefined> => {
    const { scope } = await proved(parts, person, password)
    const demanding = await parts.demandedBy(scope, person.userId)
    if (demanding.length > 0) {
      throw new AppError('conflict', `${demanding.join(', ')} asks for two-factor sign-in, so it stays on.`)
    }
    await factors.remove(scope, person.userId)
  }
}

/** Whoever sits at a page that was left open does not know the password. */
async function proved({ db, signIn }: TwoFactorParts, { userId }: Person, password: string) {
  const scope: Scope = { db, now: timeNow() }
  const account = await users.byId(scope, userId)
  if (!account) throw new AppError('not-signed-in')
  await signIn.provePassword(account.email, password)
  return { scope, email: account.email }
}
