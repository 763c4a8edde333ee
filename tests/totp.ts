import { Secret, TOTP } from 'otpauth'
import { eventually } from './server.ts'

/** How long a code is shown, and how long one may be on its way at most, in milliseconds. */
const [period, onItsWay] = [30_000, 3000]

/** The code that the app shows at a time. */
const codeAt = (secret: string, timestamp: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp })

/** The code that the app shows now, or the next one. */
export const codeOf = (secret: string, steps: 0 | 1 = 0): string => codeAt(secret, Date.now() + steps * period)

/**
 * The code that was shown before this one, for who goes on to use the one of now. It is taken as long as this one is
 * shown: of one that is about to change, the next is waited for.
 */
export async function codeBefore(secret: string): Promise<string> {
  const now = await eventually(() => (Date.now() % period < period - onItsWay ? Date.now() : null))
  return codeAt(secret, now - period)
}
