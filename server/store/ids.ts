import { randomBytes } from 'node:crypto'
import { timeNow } from './clock.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford base 32: no i, l, o, u

/**
 * A new id: 48 bits of time, then 80 random bits, so that ids sort by creation (the ULID layout) and cannot be guessed.
 * @param at milliseconds since 1970
 */
export function newId(at = timeNow().getTime()): string {
  const time = firstIdAt(at)
  let random = ''
  for (const byte of randomBytes(16)) random += alphabet.charAt(byte & 31)
  return time + random
}

/** Sorts before every id made at or after this time, and after those made earlier. @param at milliseconds since 1970 */
export function firstIdAt(at: number): string {
  let time = ''
  for (let rest = at, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = alphabet.charAt(rest % 32) + time
  return time
}

/** A secret for a link or a session: 256 random bits, URL-safe. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
