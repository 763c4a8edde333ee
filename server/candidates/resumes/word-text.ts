import { xmlParts } from './zip-size.ts'

/** Of the tree that mammoth makes of a Word file: the little of it that has text. */
interface WordElement {
  readonly type: string
  readonly value?: string
  readonly children?: readonly WordElement[]
}

interface WordNote {
  readonly body: readonly WordElement[]
}

interface WordDocument extends WordElement {
  readonly notes: { resolve: (reference: WordElement) => WordNote | null }
}

/**
 * What somebody who opens the file reads, line by line: the heads of its pages, its body, its notes and the feet of its
 * pages. Comments and what was struck out are not among it.
 */
export async function wordText(bytes: Uint8Array): Promise<string> {
  const { default: mammoth } = await import('mammoth')
  let body = ''
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      transformDocument: (document: WordDocument) => {
        body = textWithNotes(document)
        // Nothing more is made of it.
        return { ...document, children: [] }
      },
    },
  )
  return [...pageParts(bytes, 'header'), body, ...pageParts(bytes, 'footer')].join('\n')
}

function textWithNotes(document: WordDocument): string {
  const references: WordElement[] = []
  const textOf = (element: WordElement): string => {
    if (element.type === 'text') return element.value ?? ''
    if (element.type === 'tab') return '\t'
    if (element.type === 'break') return '\n'
    if (element.type === 'noteReference') references.push(element)
    const inner = (element.children ?? []).map(textOf).join('')
    return element.type === 'paragraph' ? `${inner}\n` : inner
  }
  const body = textOf(document)
  // Those of the body: notes that refer to each other would never end.
  const notes = [...references].flatMap((reference) => document.notes.resolve(reference)?.body ?? [])
  return body + notes.map(textOf).join('')
}

/** Each once: the first page, the left and the right ones often have the same. */
const pageParts = (bytes: Uint8Array, kind: 'header' | 'footer'): string[] => [
  ...new Set(xmlParts(bytes, new RegExp(`^word/${kind}\\d{0,3}\\.xml$`)).map(plainXml)),
]

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

/** The text of a page's head or foot, whose XML mammoth does not read. */
function plainXml(xml: string): string {
  return xml
    .replace(/<(mc:Fallback|w:instrText|w:delText)[ >][\s\S]*?<\/\1>/g, '')
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<\/w:p>|<w:(?:br|cr)(?: [^>]*)?\/>/g, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(?:x([\da-f]{1,6})|(\d{1,7}))|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .trim()
}
