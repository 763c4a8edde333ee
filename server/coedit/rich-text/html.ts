import { DOMParser, DOMSerializer, type Node } from '@tiptap/pm/model'
import { prosemirrorToYDoc, updateYFragment, yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { parseHTML } from 'linkedom'
import * as Y from 'yjs'
import { copyOf } from '../updates.ts'
import { fragmentName, richText } from './schema.ts'
import { tidy } from './tidy.ts'

/** The text of a document as a tree. What the schema does not know is left out; the document itself stays as it is. */
export function treeOf(doc: Y.Doc): Node {
  // The library removes from the document what it cannot read.
  const copy = copyOf(doc)
  tidy(copy)
  const tree = yXmlFragmentToProseMirrorRootNode(copy.getXmlFragment(fragmentName), richText)
  copy.destroy()
  return tree
}

/** The text of a document as HTML: formatting alone, and nothing that runs. */
export const toHtml = (doc: Y.Doc): string => htmlOf(treeOf(doc))

/** HTML as a document would say it: the same text is the same HTML, however it was written. */
export const normaliseHtml = (html: string): string => htmlOf(parse(html))

function htmlOf(tree: Node): string {
  const { document } = parseHTML('<html><body></body></html>')
  const target = document.createElement('div')
  const serializer = DOMSerializer.fromSchema(richText)
  target.appendChild(serializer.serializeFragment(tree.content, { document }))
  const html = contentOf(target)
  // A document without text is one empty paragraph.
  return html === '<p></p>' ? '' : html
}

/** Written out here, since the DOM in use leaves `&` in attributes as it is. */
function contentOf(element: Element): string {
  return [...element.childNodes].map((child) => ('tagName' in child ? markup(child as Element) : text(child))).join('')
}

const voids = new Set(['br', 'hr'])
/** What holds one paragraph needs no mark for it; it is read as the same. */
const holders = new Set(['li', 'td', 'th'])
const isOne = ({ name, value }: Attr): boolean => (name === 'colspan' || name === 'rowspan') && value === '1'

function markup(element: Element): string {
  const name = element.tagName.toLowerCase()
  // It lists them in the reverse order of their setting.
  const attributes = [...element.attributes]
    .filter((attribute) => !isOne(attribute))
    .reverse()
    .map((it) => ` ${it.name}="${escaped(it.value).replaceAll('"', '&quot;')}"`)
  const start = `<${name}${attributes.join('')}>`
  if (voids.has(name)) return start
  return `${start}${holders.has(name) ? heldBy(element) : contentOf(element)}</${name}>`
}

function heldBy(element: Element): string {
  const [first, ...others] = element.children
  const isShort = first?.tagName === 'P' && others.every(({ tagName }) => tagName === 'UL' || tagName === 'OL')
  return isShort ? contentOf(first) + others.map(markup).join('') : contentOf(element)
}

const text = ({ textContent }: ChildNode): string => escaped(textContent ?? '')

/** A text as HTML says it. */
export const escaped = (raw: string): string =>
  raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A first state with this text. */
export function fromHtml(html: string): Uint8Array {
  const doc = prosemirrorToYDoc(parse(html), fragmentName)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}

/** Makes the text this one by as few changes as it takes, so that what others write meanwhile merges with it. */
export const patchFromHtml = (doc: Y.Doc, html: string): void => patchFromTree(doc, parse(html))

export function patchFromTree(doc: Y.Doc, tree: Node): void {
  tidy(doc)
  const fragment = doc.getXmlFragment(fragmentName)
  updateYFragment(doc, fragment, tree, { mapping: new Map(), isOMark: new Map() })
}

function parse(html: string): Node {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  return DOMParser.fromSchema(richText).parse(document.body)
}
