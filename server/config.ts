import { readFileSync } from 'node:fs'
import { z } from 'zod'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const url = (protocols: RegExp, example: string) =>
  z
    .url({ protocol: protocols, error: `use an address like ${example}` })
    .refine((address) => address.includes('://') && new URL(address).hostname !== '', `use an address like ${example}`)

/** Every environment variable: its form, default and meaning. */
const Environment = z.object({
  /** Port for HTTP, Socket.IO and co-editing. 0 lets the system choose. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Address to listen on. */
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Folder of the embedded store, and of mail when none is sent. */
  DATA_DIR: z.string().min(1).default('./data'),
  /** A MongoDB replica set, 8.0 or later; unset: the embedded store. */
  MONGODB_URI: url(/^mongodb(\+srv)?$/, 'mongodb://host/clearview?replicaSet=rs0').optional(),
  /** Joins nodes; unset: nodes on one store find each other's entries through it. */
  REDIS_URL: url(/^rediss?$/, 'redis://127.0.0.1:6379').optional(),
  /** Where people reach ClearView: links in mail, `Secure` cookies, the allowed origin. */
  PUBLIC_URL: url(/^https?$/, 'https://hiring.example.com').optional(),
  /** Mail server; unset: mail is kept in `DATA_DIR` and shown at `/dev/mail`. */
  SMTP_URL: url(/^smtps?$/, 'smtp://user:secret@mail.example.com:587').optional(),
  /** Second mail server, used when the first fails. */
  SMTP_FALLBACK_URL: url(/^smtps?$/, 'smtp://mail2.example.com:587').optional(),
  /** 1: seed the demo company when there is no employer yet; unset: with the embedded store. */
  CLEARVIEW_DEMO: flag.optional(),
  /** `inline`: jobs run in this process; `off`: `npm run worker` runs them. */
  WORKERS: z.enum(['inline', 'off']).default('inline'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Key of links' secrets and of what is stored encrypted; unset: one is made and kept in the store. The same on every node. */
  CLEARVIEW_SECRET: z.string().min(32, 'use at least 32 random characters').optional(),
  /** 1: webhooks may go to loopback and private addresses, for gateways inside one's own network; unset: like the next one. */
  WEBHOOKS_TO_PRIVATE: flag.optional(),
  /** 1: calendars elsewhere may be on this machine or its network; unset: only where nobody but this machine gets here. */
  CALENDAR_PRIVATE_HOSTS: flag.optional(),
  /** Number of trusted proxies in front, whose `X-Forwarded-For` is believed. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Failed sign-ins per account in 15 minutes. */
  LIMIT_LOGIN_FAILURES: z.coerce.number().int().min(1).default(10),
  /** Registrations per address and minute. */
  LIMIT_REGISTER: z.coerce.number().int().min(1).default(60),
  /** Applications per address and minute. */
  LIMIT_APPLY: z.coerce.number().int().min(1).default(60),
  /** Sign-in, reset, invitation and portal calls per address and minute. */
  LIMIT_AUTH: z.coerce.number().int().min(1).default(300),
  /** Requests and socket events per person at once … */
  LIMIT_PERSON_BURST: z.coerce.number().int().min(1).default(1000),
  /** … and per second after that. */
  LIMIT_PERSON_RATE: z.coerce.number().int().min(1).default(100),
  /** Messages, edits and reactions per person and minute. */
  LIMIT_MESSAGES: z.coerce.number().int().min(1).default(6000),
  /** Words on ClearView itself, per person and hour. */
  LIMIT_PRODUCT_FEEDBACK: z.coerce.number().int().min(1).default(20),
  /** Frames per open document page and second; twice as many at once. Who sends more is held back, nothing is lost. */
  LIMIT_EDITS_RATE: z.coerce.number().int().min(1).default(1000),
  /** Largest co-edited document, and largest frame of one, in bytes. */
  LIMIT_DOCUMENT_BYTES: z.coerce.number().int().min(1024).default(5_242_880),
  /** Entries in a document's journal after which a snapshot takes their place. */
  LIMIT_DOCUMENT_ENTRIES: z.coerce.number().int().min(1).default(1000),
  /** Largest JSON body in bytes. */
  LIMIT_BODY_BYTES: z.coerce.number().int().min(1024).default(1_048_576),
  /** Bytes that wait for one live page which does not take them; over it the page is ended and comes back. */
  LIMIT_UNSENT_BYTES: z.coerce.number().int().min(65_536).default(8_388_608),
  /** Open sockets per person on one node, and as many open document pages. */
  LIMIT_SOCKETS_PER_USER: z.coerce.number().int().min(1).default(50),
  /** Milliseconds without a sign of life after which a worker counts as dead, and its mail and calls go on in another. */
  LIMIT_WORKER_SILENCE: z.coerce.number().int().min(1000).default(30_000),
})

/** Every variable there is. */
export const variables = Object.keys(Environment.shape) as readonly (keyof typeof Environment.shape)[]

/** What may hold a password: each can be given as a file, by the same name with `_FILE` behind it. */
export const byFile = ['MONGODB_URI', 'REDIS_URL', 'SMTP_URL', 'SMTP_FALLBACK_URL', 'CLEARVIEW_SECRET'] as const

export type Config = z.infer<typeof Environment>

/** Nobody else reaches an installation like this: what it calls may be on this machine or its network. */
export const isOnlyForThisMachine = ({
  PUBLIC_URL,
  HOST = '',
}: Partial<Pick<Config, 'PUBLIC_URL' | 'HOST'>>): boolean =>
  PUBLIC_URL === undefined && ['127.0.0.1', '::1', 'localhost'].includes(HOST)

/** An unusable value: the message is one clear line for the person who starts the server. */
export class ConfigError extends Error {}

/**
 * Reads the environment, and the files that it names; an empty variable counts as unset.
 * @throws {ConfigError} naming the first variable that cannot be used
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  for (const name of byFile) {
    const file = set[`${name}_FILE`]
    if (file !== undefined) set[name] = contentOf(name, file, set[name])
  }
  const parsed = Environment.safeParse(set)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const name = String(issue?.path[0])
  // What may hold a password is not repeated: this line ends up in logs.
  const given = (byFile as readonly string[]).includes(name) ? name : `${name}=${String(set[name])}`
  throw new ConfigError(`${given} cannot be used: ${issue?.message}`)
}

function contentOf(name: string, file: string, given: string | undefined): string {
  if (given !== undefined) throw new ConfigError(`${name} and ${name}_FILE cannot be used together: give one, not both`)
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new ConfigError(`${name}_FILE=${file} cannot be used: ${(error as Error).message}`)
  }
}
