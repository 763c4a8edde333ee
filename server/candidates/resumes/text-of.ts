import { plainText } from './kind.ts'
import { mostCharacters, mostPages, type TextRequest, type TextResult, tidy } from './text-result.ts'
import { fitsUnpacked } from './zip-size.ts'

/** Of a page's content: marks have no text. */
interface Piece {
  readonly str?: string
  readonly hasEOL?: boolean
}

/** What the XML of a DOCX may unpack to, in bytes. */
const mostXml = 40 * 1024 * 1024

/**
 * Reads a file's text. Runs in a thread of its own: what a stranger made may take all memory and never end. Each thread
 * loads the reader of its kind of file alone: one of them is megabytes of code.
 */
export async function textOf({ kind, bytes }: TextRequest): Promise<TextResult> {
  try {
    const found = kind === 'pdf' ? await ofPdf(bytes) : kind === 'docx' ? await ofDocx(bytes) : plainText(bytes)
    if (found === null) return { unreadable: 'too-large' }
    const text = tidy(found)
    return /[\p{L}\p{N}]/u.test(text) ? { text } : { unreadable: 'no-text' }
  } catch (error) {
    return { unreadable: (error as Error).name === 'PasswordException' ? 'protected' : 'broken' }
  }
}

async function ofDocx(bytes: Uint8Array): Promise<string | null> {
  if (!fitsUnpacked(bytes, mostXml)) return null
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  // Each paragraph is followed by an empty line.
  return value.replace(/\n\n/g, '\n')
}

async function ofPdf(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf')
  // Nothing in the file runs, and nothing is drawn.
  const pdf = await getDocumentProxy(bytes, { isEvalSupported: false, disableFontFace: true, verbosity: 0 })
  const pages: string[] = []
  let length = 0
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && length < mostCharacters; number++) {
    const { items } = (await (await pdf.getPage(number)).getTextContent()) as { items: readonly Piece[] }
    const page = items.map(({ str = '', hasEOL }) => `${str}${hasEOL ? '\n' : ''}`).join('')
    pages.push(page)
    length += page.length
  }
  return pages.join('\n\n')
}
