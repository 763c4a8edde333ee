import { getSchema } from '@tiptap/core'
import { EditorState, Plugin } from '@tiptap/pm/state'
import StarterKit from '@tiptap/starter-kit'
import { initProseMirrorDoc, prosemirrorToYXmlFragment, ySyncPluginKey } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { anchorOf, isWithinOneBlock, quoteOf, rangeOf } from './anchor.ts'

const schema = getSchema([StarterKit])
const paragraph = (words: string) => ({
  type: 'paragraph',
  content: words === '' ? [] : [{ type: 'text', text: words }],
})

/** An editor's state over a document, without a browser; `now` is what it shows after changes of the document. */
function aText(...paragraphs: string[]) {
  const doc = new Y.Doc()
  const type = doc.getXmlFragment('default')
  prosemirrorToYXmlFragment(schema.nodeFromJSON({ type: 'doc', content: paragraphs.map(paragraph) }), type)
  const now = () => {
    const shown = initProseMirrorDoc(type, schema)
    const sync = new Plugin({
      key: ySyncPluginKey,
      state: { init: () => ({ doc, type, binding: { mapping: shown.meta.mapping } }), apply: (_, state) => state },
    })
    return { state: EditorState.create({ doc: shown.doc, plugins: [sync] }), meta: shown.meta }
  }
  const words = (index: number) => (type.get(index) as Y.XmlElement).get(0) as Y.XmlText
  return { now, type, words }
}

/** The words an anchor points at. */
const wordsAt = ({ now }: ReturnType<typeof aText>, anchor: { from: string; to: string }) => {
  const { state } = now()
  const range = rangeOf(state, anchor)
  return range && quoteOf(state, range)
}

describe('anchors in the text', () => {
  it('[COEDUI-10] point at the same words after others wrote before, behind and around them', () => {
    const text = aText('We build lighthouses', 'And ships')
    const anchor = anchorOf(text.now().state, { from: 10, to: 21 })
    if (!anchor) throw new Error('There is text')
    expect(wordsAt(text, anchor)).toBe('lighthouses')
    text.words(0).insert(0, 'Today ')
    text.words(0).insert(text.words(0).length, ', tall ones')
    text.type.insert(0, [new Y.XmlElement('paragraph')])
    expect(wordsAt(text, anchor)).toBe('lighthouses')
  })

  it('[COEDUI-10] leave out what is typed right at their ends', () => {
    const text = aText('one two three')
    const anchor = anchorOf(text.now().state, { from: 5, to: 8 })
    if (!anchor) throw new Error('There is text')
    const inner = text.words(0)
    inner.insert(7, '!')
    inner.insert(4, '?')
    expect(inner.toString()).toBe('one ?two! three')
    expect(wordsAt(text, anchor)).toBe('two')
  })

  it('[COEDUI-10] hold the first and last words of a paragraph, and words in several', () => {
    const text = aText('one two', 'three')
    for (const [range, words] of [
      [{ from: 1, to: 4 }, 'one'],
      [{ from: 5, to: 8 }, 'two'],
      [{ from: 5, to: 15 }, 'two three'],
    ] as const) {
      const anchor = anchorOf(text.now().state, range)
      expect(anchor && wordsAt(text, anchor)).toBe(words)
    }
  })

  it('[COEDUI-10] are without a place when their words are gone, or when they are none', () => {
    const text = aText('one two', 'three')
    const anchor = anchorOf(text.now().state, { from: 1, to: 4 })
    if (!anchor) throw new Error('There is text')
    text.type.delete(0, 1)
    expect(wordsAt(text, anchor)).toBeNull()
    expect(wordsAt(text, { from: 'AAAA', to: '////' })).toBeNull()
  })

  it('[COEDUI-11] only words within one block can be replaced', () => {
    const { state } = aText('one two', 'three').now()
    expect(isWithinOneBlock(state, { from: 1, to: 8 })).toBe(true)
    expect(isWithinOneBlock(state, { from: 5, to: 12 })).toBe(false)
  })
})
