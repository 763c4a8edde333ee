import type { EditorState } from '@tiptap/pm/state'
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import { fromBase64, toBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { Anchor } from '#protocol/coedit'

/** What of y-tiptap's state ties places in the editor to places in the document. */
interface Binding {
  readonly doc: Y.Doc
  readonly type: Y.XmlFragment
  readonly binding: { readonly mapping: Map<Y.AbstractType<unknown>, unknown> } | null
}

export interface Range {
  readonly from: number
  readonly to: number
}

const bindingOf = (state: EditorState): Binding | undefined => ySyncPluginKey.getState(state) as Binding | undefined

/** Pins a range of the editor to the text: it moves along with it. Null: there is no text at its ends. */
export function anchorOf(state: EditorState, { from, to }: Range): Anchor | null {
  const bound = bindingOf(state)
  if (!bound?.binding) return null
  // What is typed right before or right behind the words does not belong to them.
  const start = pin(bound, from, 0)
  const end = pin(bound, to, -1)
  return start && end ? { from: start, to: end } : null
}

function pin({ doc, type, binding }: Binding, position: number, side: 0 | -1): string | null {
  const found: unknown = absolutePositionToRelativePosition(position, type, binding?.mapping as never)
  const place = found instanceof Y.RelativePosition ? Y.createAbsolutePositionFromRelativePosition(found, doc) : null
  if (!place) return null
  const relative = Y.createRelativePositionFromTypeIndex(place.type, place.index, side)
  return toBase64(Y.encodeRelativePosition(relative))
}

/** Where the anchored words stand now; null: they are gone. */
export function rangeOf(state: EditorState, anchor: Anchor): Range | null {
  const bound = bindingOf(state)
  if (!bound?.binding) return null
  const [from, to] = [place(bound, anchor.from), place(bound, anchor.to)]
  const most = state.doc.content.size
  if (from === null || to === null || to <= from || to > most) return null
  return { from, to }
}

function place({ doc, type, binding }: Binding, position: string): number | null {
  const at = decode(doc, position)
  if (at === null) return null
  // The library takes a place at the very beginning for a mistake, unless it is told by the type alone.
  const { id } = at.type._item ?? {}
  const start = new Y.RelativePosition(id ?? null, id ? null : Y.findRootTypeKey(at.type), null, -1)
  const found = relativePositionToAbsolutePosition(doc, type, start, binding?.mapping as never)
  return found === null ? null : found + at.index
}

function decode(doc: Y.Doc, position: string): { type: Y.XmlText; index: number } | null {
  try {
    const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(fromBase64(position)), doc)
    return found?.type instanceof Y.XmlText ? { type: found.type, index: found.index } : null
  } catch {
    // Written by another program in another form: then the remark stands beside the text without a place in it.
    return null
  }
}

/** The words of a range in one line, as they are quoted beside the text. */
export const quoteOf = (state: EditorState, { from, to }: Range): string => state.doc.textBetween(from, to, ' ', '\n')

/** Words can only be replaced within one paragraph, heading or cell. */
export function isWithinOneBlock(state: EditorState, { from, to }: Range): boolean {
  const [start, end] = [state.doc.resolve(from), state.doc.resolve(to)]
  if (!start.sameParent(end) || !start.parent.isTextblock) return false
  let isText = true
  state.doc.nodesBetween(from, to, (node) => {
    if (node.isInline && !node.isText) isText = false
  })
  return isText
}
