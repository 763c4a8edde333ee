import type { Attachment } from './mail.ts'

/** What a mail says, before it has a form. */
export interface Letter {
  readonly subject: string
  /** Whom it greets; empty: nobody by name. */
  readonly name: string
  readonly paragraphs: readonly string[]
  readonly action: { readonly label: string; readonly url: string }
  /** Said small, below the action. */
  readonly note: string
  /** Something else that can be done, said small at the end. */
  readonly aside?: { readonly words: string; readonly label: string; readonly url: string }
  /** Address that ends such mail with one click (RFC 8058); left out: there is nothing to leave. */
  readonly leave?: string
  readonly attachments?: readonly Attachment[]
}

/** One line of plain text: line breaks, control and direction-changing characters would reach into other headers. */
export function oneLine(text: string, longest = 200): string {
  const line = text
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  // Some characters are two units long: half of one is none, and shows as a question mark.
  return line.length > longest
    ? `${line
        .slice(0, longest - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`
    : line
}

/**
 * What somebody wrote without proving who they are, or nothing when it reads like a web or mail address: mail programs
 * make links of those, and ClearView would carry a stranger's advertisement to any address they type in.
 */
export function strangersWords(text: string, longest: number): string {
  const line = oneLine(text, longest)
  return /:\/\/|www\.|@|[\p{L}\p{N}]\.\p{L}{2,}/iu.test(line) ? '' : line
}

export const strangersName = (name: string): string => strangersWords(name, 80)

export const greetingOf = ({ name }: Letter): string => (name ? `Hello ${name},` : 'Hello,')
