import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { timeNow } from '../store/clock.ts'
import type { Mail, MailIdentity, MailTransport } from './mail.ts'

const KeptMail = z.object({
  messageId: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  links: z.array(z.string()),
  attachments: z.array(
    z.object({
      filename: z.string(),
      contentType: z.string(),
      content: z.string(),
      encoding: z.literal('base64').optional(),
    }),
  ),
  leave: z.string().optional(),
  at: z.string(),
})
export type KeptMail = z.infer<typeof KeptMail> & { readonly id: string }

/** Mail for an installation without a mail server: a folder with one file per mail. */
export interface MailFolder extends MailTransport {
  /** Newest first. */
  list(filter: { to?: string | undefined; limit: number }): Promise<KeptMail[]>
  /** One mail; null: there is none by this id. */
  find(id: string): Promise<KeptMail | null>
  /** Removes all mail to an address. */
  forget(to: string): Promise<void>
  /** Removes all mail that says so, by its texts and what is attached. */
  forgetWhere(says: (text: string) => boolean): Promise<void>
}

/** Kept mails beyond this number are removed, oldest first. */
const mostKept = 10_000
const pruneEvery = 100

const fileName = /^\d{15}-[0-9a-f]{16}-[0-9a-f]{32}\.json$/
const hashOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length)
/** The file's middle part finds a person's mail by its name alone; the first sorts by time, the last is the mail. */
const recipientTag = (to: string): string => hashOf(to.trim().toLowerCase(), 16)

/** @param folder made when the first mail arrives; its files hold the secrets of links, so only this user reads them */
export function openMailFolder(folder: string, most = mostKept): MailFolder {
  let written = 0

  /** Named by the mail's identity, so that a second attempt writes the same file and one mail stays one mail. */
  async function send(mail: Mail, { messageId, dueAt }: MailIdentity): Promise<void> {
    const kept: z.infer<typeof KeptMail> = {
      messageId,
      ...mail,
      links: [...mail.links],
      attachments: [...mail.attachments],
      at: timeNow().toISOString(),
    }
    const time = String(Math.max(0, dueAt.getTime())).padStart(15, '0')
    const name = `${time}-${recipientTag(mail.to)}-${hashOf(messageId, 32)}.json`
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeDurably(folder, name, JSON.stringify(kept))
    if (written++ % pruneEvery === 0) await prune()
  }

  async function prune(): Promise<void> {
    const names = await namesNewestFirst()
    for (const name of names.slice(most)) await unlinkIfThere(join(folder, name))
  }

  /** @param to whose mail alone */
  async function namesNewestFirst(to?: string): Promise<string[]> {
    const names = await orIfMissing(readdir(folder), [])
    // Whose they are first: of ten thousand names a person's are a few, and only these are sorted.
    const tag = to === undefined ? '' : `-${recipientTag(to)}-`
    return names
      .filter((name) => name.includes(tag) && fileName.test(name))
      .sort()
      .reverse()
  }

  /** Null for a file that was removed since its name was read. */
  async function read(name: string): Promise<KeptMail | null> {
    const content = await orIfMissing(readFile(join(folder, name), 'utf8'), null)
    return content === null ? null : { ...KeptMail.parse(JSON.parse(content)), id: name.slice(0, -'.json'.length) }
  }

  return {
    send,
    close: async () => {},
    list: async ({ to, limit }) => {
      const names = await namesNewestFirst(to)
      const mails = await Promise.all(names.slice(0, limit).map(read))
      return mails.filter((mail) => mail !== null)
    },
    forget: async (to) => {
      for (const name of await namesNewestFirst(to)) await unlinkIfThere(join(folder, name))
    },
    forgetWhere: async (says) => {
      for (const name of await namesNewestFirst()) {
        const mail = await read(name)
        if (mail && textsOf(mail).some(says)) await unlinkIfThere(join(folder, name))
      }
    },
    find: async (id) => (fileName.test(`${id}.json`) ? read(`${id}.json`) : null),
  }
}

/** Calendars fold their lines, wherever that is in a name. Files by bytes are reports, which name nobody. */
const textsOf = ({ subject, text, html, attachments }: KeptMail): string[] => [
  ...[subject, text, html],
  ...attachments.flatMap(({ content, encoding }) => (encoding === 'base64' ? [] : content.replace(/\r?\n[ \t]/g, ''))),
]

/** Writes beside and renames, each flushed: after a crash the file is there whole or not at all. */
async function writeDurably(folder: string, name: string, content: string): Promise<void> {
  const draft = join(folder, `.${randomUUID()}.draft`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, join(folder, name))
  const directory = await open(folder)
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

async function orIfMissing<T, E>(reading: Promise<T>, missing: E): Promise<T | E> {
  try {
    return await reading
  } catch (error) {
    if (isMissing(error)) return missing
    throw error
  }
}

const unlinkIfThere = (path: string): Promise<void> => orIfMissing(unlink(path), undefined)

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
