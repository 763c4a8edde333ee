import { createHash } from 'node:crypto'

/** What is kept of a secret: a copy of the store opens no session and no mailed link. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
