import { plainText } from './kind.ts'
import { mostCharacters, mostPages, type TextRequest, type TextResult, tidy } from './text-result.ts'
import { wordText } from './word-text.ts'
import { fitsUnpacked } from './zip-size.ts'

/** Of a page's content: marks have no text. */
interface Piece {
  readonly str?: string
  readonly hasEOL?: boolean
}

/** Of what lies upon a page: the fields of a form, and text somebody typed over it. */
interface Annotation {
  readonly subtype?: string
  readonly fieldType?: string
  readonly fieldValue?: unknown
  readonly contentsObj?: { readonly str?: string }
  readonly hidden?: boolean
  /** Left, lower, right, upper. */
  readonly rect: readonly number[]
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
  return fitsUnpacked(bytes, mostXml) ? await wordText(bytes) : null
}

async function ofPdf(bytes: Uint8Array): Promise<string> {
  const { getDocumentProxy } = await import('unpdf')
  // Nothing in the file runs, and nothing is drawn.
  const pdf = await getDocumentProxy(bytes, { isEvalSupported: false, disableFontFace: true, verbosity: 0 })
  const pages: string[] = []
  let length = 0
  for (let number = 1; number <= Math.min(pdf.numPages, mostPages) && length < mostCharacters; number++) {
    const read = await pdf.getPage(number)
    const { items } = (await read.getTextContent()) as { items: readonly Piece[] }
    const written = items.map(({ str = '', hasEOL }) => `${str}${hasEOL ? '\n' : ''}`).join('')
    const page = [written, ...filledIn((await read.getAnnotations()) as readonly Annotation[])].join('\n')
    pages.push(page)
    length += page.length
  }
  return pages.join('\n\n')
}

const byPlace = (a: Annotation, b: Annotation): number =>
  (b.rect[3] ?? 0) - (a.rect[3] ?? 0) || (a.rect[0] ?? 0) - (b.rect[0] ?? 0)

/** What somebody typed into a form or upon the page, from its top: it is seen like any text, and is none of the page's. */
const filledIn = (annotations: readonly Annotation[]): string[] =>
  [...annotations].sort(byPlace).flatMap(({ subtype, fieldType, fieldValue, contentsObj, hidden }) => {
    if (hidden) return []
    if (subtype === 'FreeText') return contentsObj?.str ?? []
    const values = fieldType === 'Tx' || fieldType === 'Ch' ? [fieldValue].flat() : []
    return values.filter((value) => typeof value === 'string' && value !== '') as string[]
  })
