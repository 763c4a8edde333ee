import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { LinkSecrets } from '../../store/link-key.ts'

const Access = z.object({ url: z.string(), username: z.string().nullable(), password: z.string().nullable() })
/** What opens a calendar elsewhere. */
export type Access = z.infer<typeof Access>

const keyOf = (links: LinkSecrets) => createHash('sha256').update(links.secretOf('external-calendars')).digest()

/** AES-256-GCM under the installation's key, so that what is stored does not open anybody's calendar by itself. */
export function seal(links: LinkSecrets, access: Access): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(links), nonce)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(access), 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** @throws when it was sealed under another key, or changed */
export function unseal(links: LinkSecrets, text: string): Access {
  const bytes = Buffer.from(text, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(links), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Access.parse(
    JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')),
  )
}
