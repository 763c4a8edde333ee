import * as Y from 'yjs'
import { fragmentName } from './schema.ts'

/**
 * Gives text that stands in no paragraph one of its own, and takes out what is neither text nor an element: programs write
 * by the same protocol as our pages, and an editor stumbles over either.
 */
export function tidy(doc: Y.Doc): void {
  doc.transact(() => {
    const fragment = doc.getXmlFragment(fragmentName)
    // Letters that stand there one by one are one paragraph.
    let letters = ''
    forEachFromEnd(fragment, (child, index) => {
      const isLetter = typeof child === 'string'
      if (!isLetter && letters !== '') fragment.insert(index + 1, [paragraphOf([{ insert: letters }])])
      letters = isLetter ? child + letters : ''
      if (child instanceof Y.XmlElement) return tidyIn(child)
      if (child instanceof Y.Text) fragment.insert(index + 1, [paragraphOf(textIn(child))])
      fragment.delete(index, 1)
    })
    if (letters !== '') fragment.insert(0, [paragraphOf([{ insert: letters }])])
  })
}

/**
 * Writes, and tidies what was written within the same transaction: nobody is ever shown what an editor stumbles over.
 * Answers whether there was any. A text in which nothing but letters changed is not looked through.
 * @param bringsTypes whether elements may come, too: what is written within them then is no change of its own
 */
export function writeTidily(doc: Y.Doc, write: () => void, bringsTypes: boolean, origin?: unknown): boolean {
  // Before anything is written: until it is asked for by its kind, what stands at this name is of none.
  const fragment = doc.getXmlFragment(fragmentName)
  return doc.transact(({ changed }: { readonly changed: ReadonlyMap<unknown, unknown> }) => {
    write()
    const isTidy = bringsTypes ? isTidyIn(fragment) : !changed.has(fragment) || fragment.toArray().every(isElement)
    if (!isTidy) tidy(doc)
    return !isTidy
  }, origin)
}

const isElement = (child: unknown): child is Y.XmlElement => child instanceof Y.XmlElement

const isTidyIn = (parent: Y.XmlFragment): boolean =>
  parent
    .toArray()
    .every((child) => (isElement(child) ? isTidyIn(child) : child instanceof Y.XmlText && isElement(parent)))

function tidyIn(element: Y.XmlElement): void {
  forEachFromEnd(element, (child, index) => {
    if (child instanceof Y.XmlElement) tidyIn(child)
    else if (child instanceof Y.XmlText) takeOutEmbedded(child)
    else element.delete(index, 1)
  })
}

/** From the end, so that what is put in or taken out moves nothing that is still to come. */
function forEachFromEnd(parent: Y.XmlFragment, visit: (child: unknown, index: number) => void): void {
  const children: unknown[] = parent.toArray()
  for (const [index, child] of [...children.entries()].reverse()) visit(child, index)
}

interface Piece {
  readonly insert: unknown
  readonly attributes?: object
}

function paragraphOf(pieces: readonly Piece[]): Y.XmlElement {
  const text = new Y.XmlText()
  text.applyDelta([...pieces])
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [text])
  return paragraph
}

const textIn = (text: Y.Text): Piece[] => (text.toDelta() as Piece[]).filter(({ insert }) => typeof insert === 'string')

function takeOutEmbedded(text: Y.XmlText): void {
  let at = 0
  for (const { insert } of text.toDelta() as Piece[]) {
    if (typeof insert === 'string') at += insert.length
    else text.delete(at, 1)
  }
}
