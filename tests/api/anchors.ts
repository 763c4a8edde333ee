import * as Y from 'yjs'
import { type Caller, expectStatus } from '../builders.ts'

/** A pair of positions as the API takes them. */
export interface AnAnchor {
  readonly anchor: { readonly from: string; readonly to: string }
  readonly quote: string
}

const encoded = (text: Y.XmlText, index: number): string =>
  Buffer.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, index))).toString('base64')

/** The first piece of text of a document that reads so. @throws when there is none */
export function anchorOf(doc: Y.Doc, quote: string): AnAnchor {
  for (const node of doc.getXmlFragment('default').createTreeWalker(() => true)) {
    if (!(node instanceof Y.XmlText)) continue
    const text = (node.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')
    const at = text.indexOf(quote)
    if (at >= 0) return { anchor: { from: encoded(node, at), to: encoded(node, at + quote.length) }, quote }
  }
  throw new Error(`The document does not say ${quote}`)
}

/** A document as the API answers it, with its state. @param api path of the document */
export async function readDocument(caller: Caller, api: string): Promise<{ doc: Y.Doc; html: string; access: string }> {
  const answer = await caller.get<{ state: string; html: string; access: string }>(`${api}?include=state`)
  expectStatus(answer, 200)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, new Uint8Array(Buffer.from(answer.body.state, 'base64')))
  return { doc, html: answer.body.html, access: answer.body.access }
}

/** The first word of a document. */
export async function firstWord(caller: Caller, api: string): Promise<AnAnchor> {
  const { doc, html } = await readDocument(caller, api)
  return anchorOf(
    doc,
    html
      .replace(/<[^>]+>/g, ' ')
      .trim()
      .split(' ')[0] ?? '',
  )
}
