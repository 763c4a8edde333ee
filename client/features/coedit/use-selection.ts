import { type Editor, useEditorState } from '@tiptap/react'
import { anchorOf, isWithinOneBlock, quoteOf } from './remarks/anchor.ts'
import type { Draft } from './remarks/compose.tsx'

/** Quotes are kept beside the text; nobody comments on pages at once. */
const longestQuote = 2000

/** What can be done with the words that are selected now. */
export function useSelection(editor: Editor) {
  const can = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { selection } = now.state
      const words = selection.empty ? '' : quoteOf(now.state, selection).trim()
      const canComment = words !== '' && words.length <= longestQuote
      return { comment: canComment, suggestion: canComment && isWithinOneBlock(now.state, selection) }
    },
  })
  /** Pins the selected words; null: there are none, or they cannot be replaced. */
  const draft = (kind: Draft['kind']): Draft | null => {
    const { state } = editor
    const words = state.doc.textBetween(state.selection.from, state.selection.to, ' ')
    // Blanks at the ends, which a double click selects, are not meant.
    const from = state.selection.from + (words.length - words.trimStart().length)
    const to = state.selection.to - (words.length - words.trimEnd().length)
    const quote = to > from ? quoteOf(state, { from, to }) : ''
    if (quote === '' || quote.length > longestQuote) return null
    if (kind === 'suggestion' && !isWithinOneBlock(state, { from, to })) return null
    const anchor = anchorOf(state, { from, to })
    return anchor && { kind, target: { anchor, quote } }
  }
  return { can, draft }
}
