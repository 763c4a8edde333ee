import { createHash } from 'node:crypto'
import { isIP } from 'node:net'

/**
 * The `Message-ID` of the mail that a row of the outbox stands for, without its angle brackets. It derives from the
 * row's id alone, so that mail programs recognise a second copy; hashed, since ids may hold what a client made up.
 */
export function messageIdOf(outboxId: string, publicUrl: string): string {
  const hash = createHash('sha256').update(`mail:${outboxId}`).digest('hex').slice(0, 40)
  return `${hash}@${mailDomain(publicUrl)}`
}

/** The domain mail comes from: the one people reach ClearView at; an installation without a name says so. */
export function mailDomain(publicUrl: string): string {
  const { hostname } = new URL(publicUrl)
  const isName = hostname.includes('.') && isIP(hostname) === 0 && !hostname.startsWith('[')
  return isName ? hostname : 'clearview.localhost'
}
