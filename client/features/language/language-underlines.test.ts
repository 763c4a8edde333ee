import { Editor, type JSONContent } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import StarterKit from '@tiptap/starter-kit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { analyse } from './analyse/analyse.ts'
import { blocksOfDocument } from './blocks-of-document.ts'
import { LanguageUnderlines, versionOf } from './language-underlines.ts'
import { noUnderlines, throughChange, type UnderlinesState, underlineAt, withFindings } from './underlines-state.ts'

// The editor asks which keyboard it has.
beforeAll(() => void vi.stubGlobal('navigator', { platform: 'Linux', userAgent: '' }))
afterAll(() => void vi.unstubAllGlobals())

const paragraph = (...content: JSONContent[]): JSONContent => ({ type: 'paragraph', content })
const text = (words: string, ...marks: string[]): JSONContent => ({
  type: 'text',
  text: words,
  marks: marks.map((type) => ({ type })),
})

/** An editor without a page: it has its plugins, which otherwise come with the view. */
function anEditor(...content: JSONContent[]): Editor {
  const editor = new Editor({
    element: null,
    extensions: [StarterKit, LanguageUnderlines],
    content: { type: 'doc', content },
  })
  for (const plugin of editor.extensionManager.plugins) editor.registerPlugin(plugin)
  return editor
}

const type = (editor: Editor, words: string, at: number) => editor.view.dispatch(editor.state.tr.insertText(words, at))

const findingsOf = (doc: Node) => analyse({ blocks: blocksOfDocument(doc), facts: null }).findings

/** The state that the extension keeps, carried along without a view. */
function aState(editor: Editor) {
  let state: UnderlinesState = withFindings(noUnderlines, findingsOf(editor.state.doc), 0, editor.state.doc)
  editor.on('transaction', ({ transaction }) => {
    state = throughChange(state, transaction)
  })
  return {
    get: () => state,
    words: () => state.underlines.map(({ from, to }) => editor.state.doc.textBetween(from, to)),
  }
}

describe('the text that is read', () => {
  it('[LANG-16] is every paragraph with its place, and code is no prose', () => {
    const editor = anEditor(
      { type: 'heading', attrs: { level: 2 }, content: [text('You')] },
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(text('A '), text('bold', 'bold'))] }] },
      paragraph(text('guru'), { type: 'hardBreak' }, text('is '), text('guru', 'code')),
    )
    const { doc } = editor.state
    const blocks = blocksOfDocument(doc)
    expect(blocks.map(({ kind, text, skip }) => ({ kind, text, skip }))).toEqual([
      { kind: 'heading', text: 'You', skip: [] },
      { kind: 'item', text: 'A bold', skip: [] },
      { kind: 'paragraph', text: 'guru\nis guru', skip: [[8, 12]] },
    ])
    for (const { text, from } of blocks) expect(doc.textBetween(from, from + text.length, '\n', '\n')).toBe(text)
    const places = findingsOf(doc).map(({ place }) => place)
    expect(places).toMatchObject([{ kind: 'text', block: 2 }])
  })
})

describe('underlines', () => {
  it('[LANG-16] move with their words through edits before and after them', () => {
    const editor = anEditor(paragraph(text('We want a ninja.')), paragraph(text('And a guru.')))
    const state = aState(editor)
    type(editor, 'Hello. ', 1)
    type(editor, ' Soon.', editor.state.doc.content.size - 1)
    expect(state.words()).toEqual(['ninja', 'guru'])
    expect(state.get().underlines.map(({ from }) => from)).toEqual([18, 32])
  })

  it('[LANG-16] vanish when their words become others, and stay when only their neighbours do', () => {
    const editor = anEditor(paragraph(text('A guru and a ninja.')))
    const state = aState(editor)
    type(editor, 'x', 5)
    expect(state.words()).toEqual(['ninja'])
    editor.commands.deleteRange({ from: 8, to: 14 })
    expect(state.words()).toEqual(['ninja'])
    editor.commands.deleteRange({ from: 8, to: 12 })
    expect(state.words()).toEqual([])
  })

  it('[LANG-16] stay through an edit of somebody else, which replaces the whole document', () => {
    const editor = anEditor(paragraph(text('A guru.')), paragraph(text('A ninja.')))
    const state = aState(editor)
    const others = anEditor(paragraph(text('A guru.')), paragraph(text('New.')), paragraph(text('A ninja.')))
    const { state: now } = editor
    const whole = now.tr.replaceWith(0, now.doc.content.size, editor.schema.nodeFromJSON(others.getJSON()).content)
    expect(whole.mapping.maps).toHaveLength(1)
    const after = throughChange(state.get(), whole)
    expect(after.underlines.map(({ from, to }) => whole.doc.textBetween(from, to))).toEqual(['guru', 'ninja'])
  })

  it('[LANG-16] are placed by an answer to an earlier text, and not by one that is too old', () => {
    const editor = anEditor(paragraph(text('We want a ninja.')))
    const findings = findingsOf(editor.state.doc)
    let state: UnderlinesState = noUnderlines
    const say = (words: string) => {
      const transaction = editor.state.tr.insertText(words, 1)
      state = throughChange(state, transaction)
      editor.view.dispatch(transaction)
    }
    say('Hello. ')
    say('Oh. ')
    const placed = withFindings(state, findings, 0, editor.state.doc)
    expect(placed.underlines.map(({ from, to }) => editor.state.doc.textBetween(from, to))).toEqual(['ninja'])
    for (let i = 0; i < 200; i++) say('x')
    expect(withFindings(state, findings, 0, editor.state.doc).underlines).toEqual([])
    expect(underlineAt(placed, 23)?.finding.quote).toBe('ninja')
    expect(underlineAt(placed, 2)).toBeNull()
  })
})

describe('an offered word', () => {
  it('[LANG-17] takes the place of the quote with its formatting and the right article, and one undo takes it back', () => {
    const editor = anEditor(paragraph(text('We want a '), text('ninja', 'bold'), text(' now.')))
    const [finding] = findingsOf(editor.state.doc)
    if (!finding) throw new Error('There is a finding')
    editor.commands.setFindings([finding], versionOf(editor.state))
    expect(editor.commands.acceptAlternative(finding.id, 'expert')).toBe(true)
    expect(editor.getJSON().content).toEqual([
      paragraph({ type: 'text', text: 'We want an ' }, text('expert', 'bold'), { type: 'text', text: ' now.' }),
    ])
    expect(editor.commands.acceptAlternative(finding.id, 'expert')).toBe(false)
    editor.commands.undo()
    expect(editor.getText()).toBe('We want a ninja now.')
  })

  it('[LANG-17] is reached by going from finding to finding, and not when its card is closed', () => {
    const editor = anEditor(paragraph(text('A guru and a ninja.')))
    editor.commands.setFindings(findingsOf(editor.state.doc), versionOf(editor.state))
    editor.commands.goToFinding(1)
    expect(editor.state.selection.from).toBe(7)
    editor.commands.goToFinding(1)
    expect(editor.state.selection.from).toBe(19)
    expect(editor.commands.closeFinding()).toBe(true)
    expect(editor.commands.closeFinding()).toBe(false)
    editor.commands.goToFinding(1)
    expect(editor.commands.closeFinding()).toBe(true)
  })
})
