import { Editor, type JSONContent } from '@tiptap/core'
import type { Editor as ReactEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { nameMarks, namesOf, replaceNames } from './name-marks.ts'
import type { KnownPerson } from './names-in-text.ts'

// The editor asks which keyboard it has.
beforeAll(() => void vi.stubGlobal('navigator', { platform: 'Linux', userAgent: '' }))
afterAll(() => void vi.unstubAllGlobals())

const person: KnownPerson = { code: 'Amber Heron · 7F', name: 'Dana Kowalska', email: 'dana@example.org', phone: null }

const text = (words: string): JSONContent => ({ type: 'text', text: words })
const paragraph = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content })

/** An editor without a page: it has its plugins, which otherwise come with the view. */
function anEditor(...content: JSONContent[]): Editor {
  const editor = new Editor({
    element: null,
    extensions: [StarterKit, nameMarks(person)],
    content: { type: 'doc', content },
  })
  for (const plugin of editor.extensionManager.plugins) editor.registerPlugin(plugin)
  return editor
}
const wordsOf = ({ state }: Editor) => namesOf(state).map(({ from, to }) => state.doc.textBetween(from, to))

describe('names in the shared scorecard', () => {
  it('[REVUI-9] are marked where they stand, behind breaks and in lists, and as they are typed', () => {
    const editor = anEditor(paragraph(text('One'), { type: 'hardBreak' }, text('Dana was clear')), {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [paragraph(text('Ask Kowalska'))] }],
    })
    expect(wordsOf(editor)).toEqual(['Dana', 'Kowalska'])
    editor.view.dispatch(editor.state.tr.insertText('Dana and ', 1))
    expect(wordsOf(editor)).toEqual(['Dana', 'Dana', 'Kowalska'])
  })

  it('[REVUI-9] give way to the code name all at once, and nothing else changes', () => {
    const editor = anEditor(paragraph(text('Dana Kowalska explained what Dana did.')))
    const before = editor.getJSON()
    // Marks are of this browser: the document has none of them.
    expect(JSON.stringify(before)).not.toMatch(/class|mark/)
    replaceNames(editor as unknown as ReactEditor, person.code)
    expect(editor.getText()).toBe('Amber Heron · 7F explained what Amber Heron · 7F did.')
    expect(wordsOf(editor)).toEqual([])
  })
})
