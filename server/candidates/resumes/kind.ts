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
  if (!marked.has(found ?? '') && !isMarkup(bytes)) {
    if (plainText(bytes) !== null) return 'text'
    if (isOldText(bytes)) {
      throw refused('This text is in an encoding that cannot be told. Save it anew with the encoding UTF-8, or as PDF.')
    }
  }
  throw refused('A résumé can be a PDF, a Word file (DOCX) or plain text. Save it as one of these.')
}

const marked = new Set(['application/rtf', 'application/postscript', 'application/xml', 'text/html'])

/** Readers of PDF look for its mark in the first kilobyte, since some programs write a line above it. */
const isLatePdf = (bytes: Uint8Array): boolean =>
  /(?:^|[\r\n])%PDF-\d\.\d/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)))

/** A page of the web without what its detector looks for. */
const isMarkup = (bytes: Uint8Array): boolean =>
  /^\s*<(?:!doctype|html|\?xml)/i.test(new TextDecoder('latin1').decode(bytes.subarray(0, 200)))

/** Bytes of words that are not UTF-8: letters of one byte or two as older programs wrote them, or UTF-16 that does not say so. */
function isOldText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096)
  const isControl = (byte: number) => byte < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d, 0x1a].includes(byte)
  const controls = start.filter(isControl).length
  const zeroes = [0, 1].map((parity) => start.filter((byte, i) => byte === 0 && i % 2 === parity).length)
  const isWide = Math.max(...zeroes) > start.length / 4 && Math.min(...zeroes) === 0 && controls === Math.max(...zeroes)
  return controls === 0 || isWide
}

/** A hostile file can make the detector give up; then it is none that is known. */
async function typeOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const found = (await fileTypeFromBuffer(bytes))?.mime
    return found === undefined && isLatePdf(bytes) ? contentTypes.pdf : found
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
