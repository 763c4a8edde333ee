import { createHmac } from 'node:crypto'
import type { LinkSecrets } from '../../store/link-key.ts'

/** The secret of a webhook in the form of the Standard Webhooks: `whsec_` and base64 of 32 bytes. */
export const secretOf = (links: LinkSecrets, seed: string): string =>
  `whsec_${Buffer.from(links.secretOf(`webhook:${seed}`), 'base64url').toString('base64')}`

/** The headers that let the receiver check a call (Standard Webhooks 1.0, HMAC-SHA256). */
export function signed(secret: string, id: string, body: string, at: Date): Record<string, string> {
  const timestamp = Math.floor(at.getTime() / 1000)
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` }
}
