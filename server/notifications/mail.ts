import type { Cause } from '../request-id.ts'

/** A mail ready to be sent: everything but who sends it. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Every address the mail leads to, the most important first. */
  readonly links: readonly string[]
  readonly attachments: readonly Attachment[]
  /** Address that ends such mail with one click. */
  readonly leave?: string
}

export interface Attachment {
  readonly filename: string
  /** With its parameters, such as `text/calendar; method=REQUEST; charset=utf-8`. */
  readonly contentType: string
  readonly content: string
  /** How `content` stands for the file's bytes; left out: as it is. */
  readonly encoding?: 'base64'
}

/** Names one mail through all its attempts, and says for what it is sent. */
export interface MailIdentity extends Cause {
  /** The same at every attempt, so that a second copy is recognised as the same mail. */
  readonly messageId: string
  /** When the mail was due: the same at every attempt. */
  readonly dueAt: Date
}

/** Takes a mail on: when `send` is done, somebody else answers for its delivery. */
export interface MailTransport {
  /** @throws {MailRefused} when it was not taken on; anybody may try again */
  send(mail: Mail, identity: MailIdentity): Promise<void>
  close(): Promise<void>
}

/** No server took the mail. The message holds no address, since administrators and logs see it. */
export class MailRefused extends Error {
  /** Every server said that trying again will not help. */
  readonly isFinal: boolean

  constructor(message: string, { isFinal = false, cause }: { isFinal?: boolean; cause?: unknown } = {}) {
    super(message, { cause })
    this.isFinal = isFinal
  }
}
