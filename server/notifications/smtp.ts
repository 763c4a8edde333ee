import { createTransport } from 'nodemailer'
import { maskAddresses } from './address.ts'
import { type Mail, type MailIdentity, MailRefused, type MailTransport } from './mail.ts'
import { mailDomain } from './message-id.ts'

/**
 * Milliseconds until a silent mail server is given up. Short until it greets, so that the second server takes over
 * soon; long once it has the mail, since many check it before they answer, and whoever leaves then sends it twice.
 */
const patience = { connectionTimeout: 5000, greetingTimeout: 5000, dnsTimeout: 5000, socketTimeout: 60_000 }

/**
 * A mail server by its URL. Mail comes from the address in `?from=`, else from the user name when that is an address
 * (many servers accept no other), else from `no-reply@` the domain of ClearView.
 */
export function openSmtp(smtpUrl: string, publicUrl: () => string): MailTransport & { readonly host: string } {
  const url = new URL(smtpUrl)
  const user = decodeURIComponent(url.username)
  const from = url.searchParams.get('from') ?? (user.includes('@') ? user : null)
  url.searchParams.delete('from')
  const transport = createTransport({
    ...patience,
    url: url.href,
    pool: true,
    maxConnections: 5,
    // Most servers end an idle connection after a minute or more; leaving first avoids writing into a closed one.
    idleTimeout: 20_000,
    // A connection lost while sending may have been lost after the mail was taken: trying again is decided by the
    // job's own back-off, and never so fast that one mail becomes several.
    maxRequeues: 0,
    // On this machine nobody listens between, and such servers usually have a certificate of their own making.
    ...(isLoopback(url.hostname) ? { tls: { rejectUnauthorized: false } } : {}),
  })

  return {
    host: url.hostname,
    send: async (mail, { messageId }) => {
      try {
        await transport.sendMail({
          from: { name: 'ClearView', address: from ?? `no-reply@${mailDomain(publicUrl())}` },
          // As an object it is one recipient, whatever it holds; as a string it would be parsed as a list.
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          ...filesOf(mail),
          messageId: `<${messageId}>`,
          headers: headersOf(mail),
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      } catch (error) {
        throw refusalOf(error, url.host)
      }
    },
    close: async () => transport.close(),
  }
}

const headersOf = ({ leave }: Mail): Record<string, string> => ({
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  ...(leave ? { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
})

/** Mail programs offer an invitation to the calendar when it is a form of the text itself, and not only a file. */
function filesOf({ attachments }: Mail) {
  const event = attachments.find(({ contentType }) => contentType.startsWith('text/calendar'))
  const method = event && /method=(\w+)/.exec(event.contentType)?.[1]
  const files = attachments.filter((attachment) => attachment !== event || !method).map((one) => ({ ...one }))
  return event && method
    ? { attachments: files, icalEvent: { method, filename: event.filename, content: event.content } }
    : { attachments: files }
}

function refusalOf(error: unknown, host: string): MailRefused {
  const reason = error instanceof Error ? maskAddresses(error.message) : 'unknown error'
  // Only a refusal of this recipient or this mail is final; a refused sign-in is mended by an administrator.
  const isFinal = error instanceof Error && 'permanent' in error && error.permanent === true && !isSignIn(error)
  return new MailRefused(`${host}: ${reason}`.slice(0, 500), { isFinal })
}

const isSignIn = (error: Error): boolean => 'code' in error && (error.code === 'EAUTH' || error.code === 'ENOAUTH')

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host)

/** Tries one server after the other; each mail starts with the first again, so that it takes over when it is back. */
export function withFallback(
  transports: readonly MailTransport[],
  onFailure: (reason: string, identity: MailIdentity) => void,
): MailTransport {
  return {
    send: async (mail: Mail, identity) => {
      const refusals: MailRefused[] = []
      for (const transport of transports) {
        try {
          return await transport.send(mail, identity)
        } catch (error) {
          if (!(error instanceof MailRefused)) throw error
          refusals.push(error)
          if (refusals.length < transports.length) onFailure(error.message, identity)
        }
      }
      throw new MailRefused(refusals.map(({ message }) => message).join(' · '), {
        isFinal: refusals.every(({ isFinal }) => isFinal),
      })
    },
    close: async () => {
      await Promise.all(transports.map((transport) => transport.close()))
    },
  }
}
