import { randomInt } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { digest } from '../secrets.ts'

/** RFC 6238 as authenticator apps expect it: SHA-1, six digits, thirty seconds. */
const shape = { issuer: 'ClearView', algorithm: 'SHA1', digits: 6, period: 30 } as const

export const newFactorSecret = (): string => new Secret({ size: 20 }).base32

const totpOf = (secret: string, label: string) => new TOTP({ ...shape, label, secret: Secret.fromBase32(secret) })

/** What an authenticator app reads from a picture or a link. */
export const addressOf = (secret: string, label: string): string => totpOf(secret, label).toString()

/** The time step that a code is of, one before and one after now included; null: it is of none. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return null
  const delta = totpOf(secret, '').validate({ token: digits, timestamp: now.getTime(), window: 1 })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / shape.period) + delta
}

/** Without letters and digits that look alike. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'

/** Ten codes for when the phone is lost, each good once: `7fkq2-m9xwd`. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, () => `${word()}-${word()}`)

const word = (): string => Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

/** However it was typed. */
export const recoveryHash = (userId: string, code: string): string =>
  digest(`recovery:${userId}:${code.toLowerCase().replace(/[^a-z0-9]/g, '')}`)
