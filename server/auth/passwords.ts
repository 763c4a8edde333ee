import { randomBytes } from 'node:crypto'
import { hash, parseOptions, verify } from '@node-rs/argon2'

/** Argon2id as OWASP's password storage sheet asks for; raised later, hashes follow at the next sign-in. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The same password typed on another keyboard can arrive composed differently. */
const normal = (password: string): string => password.normalize('NFKC')

/** Takes tens of milliseconds on purpose: call it before a transaction, never inside. */
export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost)

let nobodysHash: Promise<string> | undefined

/** Null: there is no such account. The work is done all the same, so that the time of an answer does not tell. */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (passwordHash !== null) return verify(passwordHash, normal(password))
  nobodysHash ??= hash(randomBytes(32), cost)
  await verify(await nobodysHash, normal(password))
  return false
}

/** Was this hash made with other parameters than today's? */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = parseOptions(passwordHash)
  const same = memoryCost === cost.memoryCost && timeCost === cost.timeCost && parallelism === cost.parallelism
  return !same || !passwordHash.startsWith('$argon2id$')
}
