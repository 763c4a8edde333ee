import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { openMailFolder } from './kept-mail.ts'
import type { MailTransport } from './mail.ts'
import { openSmtp, withFallback } from './smtp.ts'

export type MailConfig = Pick<Config, 'SMTP_URL' | 'SMTP_FALLBACK_URL' | 'DATA_DIR'>

export const mailFolderOf = (config: Pick<Config, 'DATA_DIR'>): string => join(config.DATA_DIR, 'mail')

/** The configured way out for mail: one or two mail servers, else a folder under `DATA_DIR`. */
export function openMailTransport(parts: { config: MailConfig; log: Log; publicUrl: () => string }): MailTransport {
  const { config, log, publicUrl } = parts
  if (!config.SMTP_URL) return openMailFolder(mailFolderOf(config))
  const urls = [config.SMTP_URL, ...(config.SMTP_FALLBACK_URL ? [config.SMTP_FALLBACK_URL] : [])]
  return withFallback(
    urls.map((url) => openSmtp(url, publicUrl)),
    (reason, { request }) =>
      log.warn({ request, reason }, 'the first mail server did not take a mail; trying the second'),
  )
}
