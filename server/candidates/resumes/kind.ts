import { fileTypeFromBuffer } from 'file-type'
import { AppError, invalidField } from '../../app-error.ts'

export type ResumeKind = 'pdf' | 'docx' | 'text'

/** Largest file that is taken, in bytes. */
export const mostResumeBytes = 10 * 1024 * 1024

export const contentTypes: Readonly<Record<ResumeKind, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  text: 'text/plain',
}

export const endingsOf: Readonly<Record<ResumeKind, readonly [string, ...string[]]>> = {
  pdf: ['pdf'],
  docx: ['docx'],
  text: ['txt', 'md', 'text'],
}

/**
 * What the file is by its content, whatever its name claims.
 * @throws {AppError} `invalid-input` for an empty one, `file-type-refused` for any other kind
 */
export async function resumeKind(bytes: Uint8Array): Promise<ResumeKind> {
  if (bytes.byteLength === 0) throw invalidField('resume', 'This file is empty. Choose another one.')
  const found = await typeOf(bytes)
  const kind = (Object.keys(contentTypes) as ResumeKind[]).find((one) => contentTypes[one] === found)
  if (kind !== undefined && kind !== 'text') return kind
  if (found === 'application/x-cfb') {
    throw refused('This is an old or a protected Word file. Save it as DOCX without a password, or as PDF.')
  }
  // Words can begin like the mark of another kind of file; what is written in a language for printers is no text to read.
  if (!marked.has(found ?? '') && plainText(bytes) !== null) return 'text'
  throw refused('A résumé can be a PDF, a Word file (DOCX) or plain text. Save it as one of these.')
}

const marked = new Set(['application/rtf', 'application/postscript', 'application/xml', 'text/html'])

/** A hostile file can make the detector give up; then it is none that is known. */
async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime
  } catch {
    return 'application/octet-stream'
  }
}

const refused = (words: string): AppError => new AppError('file-type-refused', words)

/** The text of the bytes, in UTF-8 or in UTF-16 that says so; null: they are no text. */
export function plainText(bytes: Uint8Array): string | null {
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const encoding = isWide ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return /[^\P{Cc}\t\n\r\f]/u.test(text) ? null : text
  } catch {
    return null
  }
}
