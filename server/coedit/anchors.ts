import * as Y from 'yjs'
import type { Anchor } from '#protocol/coedit'
import { AppError, invalidField } from '../app-error.ts'

/** A piece of text within one block. */
interface Span {
  readonly text: Y.XmlText
  readonly from: number
  readonly to: number
}

/** @throws {AppError} `invalid-input` when it is no pair of positions */
export function checkAnchor(anchor: Anchor): void {
  for (const end of ['from', 'to'] as const) {
    try {
      decode(anchor[end])
    } catch {
      throw invalidField(`anchor.${end}`, 'Use base64 of an encoded relative position.')
    }
  }
}

const decode = (position: string): Y.RelativePosition =>
  Y.decodeRelativePosition(new Uint8Array(Buffer.from(position, 'base64')))

/** Where the anchor is now; null: that text is gone, or reaches over more than one block. */
function spanOf(doc: Y.Doc, anchor: Anchor): Span | null {
  const [from, to] = [placeOf(doc, anchor.from), placeOf(doc, anchor.to)]
  if (!from || !to || from.text !== to.text || to.index < from.index) return null
  return { text: from.text, from: from.index, to: to.index }
}

function placeOf(doc: Y.Doc, position: string): { text: Y.XmlText; index: number } | null {
  const place = Y.createAbsolutePositionFromRelativePosition(decode(position), doc)
  return place?.type instanceof Y.XmlText ? { text: place.type, index: place.index } : null
}

/** The words in a span, as a reader sees them. */
function wordsIn({ text, from, to }: Span): string {
  const characters: string[] = []
  for (const { insert } of text.toDelta() as { insert: unknown }[]) {
    // What is no text, a line break for instance, takes one place.
    characters.push(...(typeof insert === 'string' ? insert.split('') : ['\n']))
  }
  return characters.slice(from, to).join('')
}

/**
 * Puts other words in the place of those that were quoted, formatted as the first of them.
 * @throws {AppError} `suggestion-stale` when the quoted words are not there
 */
export function replaceWords(doc: Y.Doc, anchor: Anchor, quote: string, replacement: string): void {
  const span = spanOf(doc, anchor)
  if (!span || wordsIn(span) !== quote) {
    throw new AppError(
      'suggestion-stale',
      'The words that this would replace were changed or removed. Look at them again.',
    )
  }
  const attributes = attributesAt(span)
  span.text.delete(span.from, span.to - span.from)
  if (replacement !== '') span.text.insert(span.from, replacement, attributes)
}

function attributesAt({ text, from }: Span): Record<string, unknown> {
  let at = 0
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    at += typeof insert === 'string' ? insert.length : 1
    if (at > from) return attributes ?? {}
  }
  return {}
}
