import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { LinkSecrets } from './link-key.ts'

/**
 * For secrets that must be read again, such as a provider's: encrypted under a key that is not beside them when
 * `CLEARVIEW_SECRET` is set, and bound to what they are for, so that none can be put in another's place.
 */
export interface Seals {
  seal(purpose: string, secret: string): string
  /** @throws when it was sealed for something else, or under another key */
  open(purpose: string, sealed: string): string
}

const [nonceBytes, tagBytes] = [12, 16]

export function createSeals(links: LinkSecrets): Seals {
  const key = Buffer.from(links.secretOf('seal'), 'base64url')
  return {
    seal: (purpose, secret) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')
    },
    open: (purpose, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
    },
  }
}
