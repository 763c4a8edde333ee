import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { editBetween, type Step, shifted } from './text-edit.ts'

/** Applies what others did, and answers where a caret is then: `|` marks it. */
function caretAfter(marked: string, change: (text: Y.Text) => void): string {
  const caret = marked.indexOf('|')
  const text = new Y.Doc().getText()
  text.insert(0, marked.replace('|', ''))
  let steps: readonly Step[] = []
  text.observe(({ delta }) => {
    steps = delta
  })
  change(text)
  const place = shifted(caret, steps)
  return `${text.toString().slice(0, place)}|${text.toString().slice(place)}`
}

describe('writing in a field that others write in', () => {
  it('[KITUI-2] what somebody typed is found where the caret is', () => {
    expect(editBetween('hello', 'helllo', 4)).toEqual({ index: 3, remove: 0, insert: 'l' })
    expect(editBetween('aaa', 'aaaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' })
    expect(editBetween('one two', 'one three', 9)).toMatchObject({ index: 5, remove: 2 })
    expect(editBetween('same', 'same', 2)).toMatchObject({ remove: 0, insert: '' })
  })

  it('[KITUI-2] a caret stays between its letters, whatever others do', () => {
    expect(caretAfter('ca|re', (text) => text.insert(0, 'great '))).toBe('great ca|re')
    expect(caretAfter('ca|re', (text) => text.insert(4, 'ful'))).toBe('ca|reful')
    expect(caretAfter('ca|re', (text) => text.delete(0, 1))).toBe('a|re')
    expect(caretAfter('ca|re', (text) => text.delete(1, 2))).toBe('c|e')
    expect(caretAfter('ca|re', (text) => text.delete(0, 4))).toBe('|')
    expect(caretAfter('|care', (text) => text.delete(2, 2))).toBe('|ca')
  })

  it('[KITUI-2] what others insert exactly at a caret comes behind it', () => {
    expect(caretAfter('ca|re', (text) => text.insert(2, 'XY'))).toBe('ca|XYre')
    expect(caretAfter('care|', (text) => text.insert(4, 'XY'))).toBe('care|XY')
  })

  it('[KITUI-2] several changes at once are all counted', () => {
    const both = (text: Y.Text) =>
      text.doc?.transact(() => {
        text.delete(0, 2)
        text.insert(0, 'abc')
        text.insert(text.length, '!')
      })
    expect(caretAfter('12345|6', both)).toBe('abc345|6!')
  })
})
