import { type Logger, pino, stdSerializers } from 'pino'

export type Log = Logger

const secrets = ['password', 'token', 'authorization', 'cookie', 'secret']
const addresses = ['email', 'to', 'address']

/** An address wherever it stands in a text; errors of stores and mail servers repeat what they were given. */
const addressForm = /([\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]*@((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/gu

/** Enough to recognise, too little to write to. Masked twice it is the same. */
export const withoutAddresses = (text: string): string =>
  text.replace(addressForm, (_all, first: string, domain: string) => `${first}***@${domain}`)

/** Secrets go; of an address is left what recognises it. */
function censor(value: unknown, path: readonly string[]): unknown {
  const isAddress = addresses.includes(path.at(-1) ?? '')
  return isAddress && typeof value === 'string' ? withoutAddresses(value) : '[Redacted]'
}

/** Errors of a store carry what was written, some levels down. */
function masked(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutAddresses(value)
  if (value === null || typeof value !== 'object' || depth === 0) return value
  if (Array.isArray(value)) return value.map((one) => masked(one, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one, depth - 1)]))
}

const withoutPeople = (error: unknown): unknown => masked(stdSerializers.err(error as Error), 5)

/**
 * Structured logs, one JSON line each, on standard error: standard output is for what a person reads at the start.
 * Neither a secret nor a whole address of a person is in them. What is written for a request
 * says so: whoever writes it gives `request`, the id of its `Cause`.
 */
export function createLog(level: string, destination: NodeJS.WritableStream | null = null): Log {
  const paths = [...secrets, ...addresses].flatMap((name) => [name, `*.${name}`])
  return pino(
    { level, redact: { paths, censor }, serializers: { err: withoutPeople } },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
}
