import { fileTypeFromBuffer } from 'file-type'
import { endingOf, safeFileName } from '../http/download.ts'

/** Types that are taken, with the endings by which people know them. What can run, or load something, is not among them. */
const known: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'text/plain': ['txt', 'md', 'log', 'text'],
  'text/csv': ['csv'],
}

/** What people are told when a file is refused. */
export const takenKinds = 'images (PNG, JPEG, WebP, GIF), PDF, DOCX, XLSX, PPTX, ODT, plain text and CSV'

/** The type found in the content, whatever the name claims; null: none that is taken. */
export async function contentTypeOf(bytes: Uint8Array, name: string): Promise<string | null> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return Object.hasOwn(known, found.mime) ? found.mime : null
  if (!isText(bytes)) return null
  return endingOf(name) === 'csv' ? 'text/csv' : 'text/plain'
}

/** A name that is safe to save under, with an ending that fits what the file is. */
export const safeName = (name: string, contentType: string): string => safeFileName(name, known[contentType] ?? ['bin'])

/** UTF-8 without control characters. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return !/[^\P{Cc}\t\n\r\f]/u.test(text)
  } catch {
    return false
  }
}
