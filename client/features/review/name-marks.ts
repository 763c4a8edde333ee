import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type Editor, Extension } from '@tiptap/react'
import css from './name-note.module.css'
import { type Found, type KnownPerson, namesIn } from './names-in-text.ts'

interface NamesState {
  readonly found: readonly Found[]
  readonly decorations: DecorationSet
}

const key = new PluginKey<NamesState>('names')
const none: readonly Found[] = []

/** Underlines words that say who the candidate is, in this browser alone: nothing of it is in the document. */
export const nameMarks = (person: KnownPerson) =>
  Extension.create({
    name: 'nameMarks',
    addProseMirrorPlugins: () => [
      new Plugin<NamesState>({
        key,
        state: {
          init: (_, { doc }) => marked(doc, person),
          apply: (transaction, before) => (transaction.docChanged ? marked(transaction.doc, person) : before),
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  })

export const namesOf = (state: EditorState): readonly Found[] => key.getState(state)?.found ?? none

function marked(doc: Node, person: KnownPerson): NamesState {
  const found: Found[] = []
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    // A sign for each thing that is no text: places in it are places in the document.
    const text = node.textBetween(0, node.content.size, undefined, '\uFFFC')
    for (const { from, to } of namesIn(text, person)) found.push({ from: pos + 1 + from, to: pos + 1 + to })
    return false
  })
  const decorations = found.map(({ from, to }) => Decoration.inline(from, to, { class: css.name ?? '' }))
  return { found, decorations: DecorationSet.create(doc, decorations) }
}

/** Puts the code name in the place of each, as one edit of mine: one undo takes it back. */
export function replaceNames(editor: Editor, code: string): void {
  editor
    .chain()
    .focus()
    .command(({ tr, state }) => {
      // From the end, so that the places before stay where they are.
      for (const { from, to } of [...namesOf(state)].reverse()) tr.insertText(code, from, to)
      return true
    })
    .run()
}
