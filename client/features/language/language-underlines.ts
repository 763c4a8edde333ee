import { type CommandProps, Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Finding } from './analyse/finding.ts'
import { articleChange } from './article.ts'
import './language.module.css'
import {
  noUnderlines,
  throughChange,
  type Underline,
  type UnderlinesState,
  underlineAt,
  withFindings,
} from './underlines-state.ts'

/** The finding at the cursor, and where on the screen its words are. */
export interface ActiveFinding extends Underline {
  readonly rect: () => DOMRect
}

export interface LanguageUnderlinesOptions {
  /** Told whenever another finding is at the cursor, or none. */
  onActive: (active: ActiveFinding | null) => void
  /** Told when the document changed, with its version: the moment to have it read. */
  onChange: (version: number) => void
}

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    languageUnderlines: {
      /** Underlines these findings, made of that version of the document. */
      setFindings: (findings: readonly Finding[], version: number) => ReturnType
      /** Puts words in the place of a finding's, as an edit of the person: one undo takes it back. */
      acceptAlternative: (findingId: string, words: string) => ReturnType
      /** Puts the cursor into the finding's words and shows them. */
      showFinding: (findingId: string) => ReturnType
      /** Closes the card of the finding at the cursor, until the cursor has been elsewhere. */
      closeFinding: () => ReturnType
      /** Goes to the next finding, or the one before, from the cursor on and around. */
      goToFinding: (direction: 1 | -1) => ReturnType
    }
  }
}

type Meta = { readonly state: UnderlinesState }

const key = new PluginKey<UnderlinesState>('languageUnderlines')

/** The version of the document that `setFindings` needs to know. */
export const versionOf = (state: EditorState): number => key.getState(state)?.version ?? 0

const stateOf = (state: EditorState): UnderlinesState => key.getState(state) ?? noUnderlines

const find = (state: EditorState, findingId: string): Underline | undefined =>
  stateOf(state).underlines.find(({ finding }) => finding.id === findingId)

function activeOf(state: EditorState): Underline | null {
  if (!state.selection.empty) return null
  const underlines = stateOf(state)
  const found = underlineAt(underlines, state.selection.from)
  return found && found.finding.id !== underlines.closed ? found : null
}

/** Soft underlines below words that a finding is about. They follow the words through everybody's edits. */
export const LanguageUnderlines = Extension.create<LanguageUnderlinesOptions>({
  name: 'languageUnderlines',
  // Before lists, which take Tab to indent.
  priority: 1000,

  addOptions: () => ({ onActive: () => {}, onChange: () => {} }),

  addCommands: () => ({
    setFindings:
      (findings, version) =>
      ({ tr, state, dispatch }: CommandProps) => {
        const next = withFindings(stateOf(state), findings, version, tr.doc)
        if (dispatch) tr.setMeta(key, { state: next } satisfies Meta).setMeta('addToHistory', false)
        return true
      },
    acceptAlternative:
      (findingId, words) =>
      ({ tr, state, dispatch }: CommandProps) => {
        const underline = find(state, findingId)
        if (!underline) return false
        const { from, to } = underline
        if (dispatch) {
          const marks = state.doc.resolve(from).marksAcross(state.doc.resolve(to)) ?? []
          tr.replaceWith(from, to, state.schema.text(words, marks))
          const { parent, parentOffset } = state.doc.resolve(from)
          const change = articleChange(parent.textBetween(0, parentOffset, ' ', ' '), words)
          const start = from - parentOffset
          if (change) tr.insertText(change.article, start + change.start, start + change.end)
        }
        return true
      },
    showFinding:
      (findingId) =>
      ({ state, chain }: CommandProps) => {
        const underline = find(state, findingId)
        return underline ? chain().setTextSelection(underline.to).focus().scrollIntoView().run() : false
      },
    closeFinding:
      () =>
      ({ tr, state, dispatch }: CommandProps) => {
        const active = activeOf(state)
        if (!active) return false
        if (dispatch) tr.setMeta(key, { state: { ...stateOf(state), closed: active.finding.id } } satisfies Meta)
        return true
      },
    goToFinding:
      (direction) =>
      ({ state, commands }: CommandProps) => {
        const underlines = [...stateOf(state).underlines].sort((a, b) => a.from - b.from)
        const { from } = state.selection
        const isAhead = direction === 1 ? (one: Underline) => one.from > from : (one: Underline) => one.to < from
        const ahead = underlines.filter(isAhead)
        const next = direction === 1 ? (ahead[0] ?? underlines[0]) : (ahead.at(-1) ?? underlines.at(-1))
        return next ? commands.showFinding(next.finding.id) : false
      },
  }),

  addKeyboardShortcuts() {
    return {
      Tab: () => {
        const active = activeOf(this.editor.state)
        const [words] = active?.finding.alternatives ?? []
        if (!active || words === undefined || !this.editor.isEditable) return false
        return this.editor.commands.acceptAlternative(active.finding.id, words)
      },
      Escape: () => this.editor.commands.closeFinding(),
      'Alt-F8': () => this.editor.commands.goToFinding(1),
      'Alt-Shift-F8': () => this.editor.commands.goToFinding(-1),
    }
  },

  addProseMirrorPlugins() {
    const { options } = this
    return [
      new Plugin<UnderlinesState>({
        key,
        state: {
          init: () => noUnderlines,
          apply: (transaction, before) => {
            const meta: Meta | undefined = transaction.getMeta(key)
            const state = throughChange(meta ? meta.state : before, transaction)
            const hasLeft =
              state.closed !== null && underlineAt(state, transaction.selection.from)?.finding.id !== state.closed
            return hasLeft ? { ...state, closed: null } : state
          },
        },
        props: {
          decorations: (state) => DecorationSet.create(state.doc, stateOf(state).underlines.map(decorationOf)),
        },
        view: () => watch(options),
      }),
    ]
  },
})

const decorationOf = ({ finding, from, to }: Underline): Decoration =>
  Decoration.inline(from, to, { class: 'cv-finding', 'data-severity': finding.severity })

function watch({ onActive, onChange }: LanguageUnderlinesOptions) {
  let shown: Underline | null = null
  return {
    update: (view: EditorView, before: EditorState) => {
      if (!before.doc.eq(view.state.doc)) onChange(versionOf(view.state))
      const active = activeOf(view.state)
      const isSame =
        active?.finding.id === shown?.finding.id && active?.from === shown?.from && active?.to === shown?.to
      shown = active
      if (!isSame) onActive(active && { ...active, rect: () => rectOf(view, active) })
    },
    destroy: () => onActive(null),
  }
}

function rectOf(view: EditorView, { from, to }: Underline): DOMRect {
  const [start, end] = [view.coordsAtPos(from), view.coordsAtPos(to, -1)]
  const isOneLine = start.top === end.top
  return new DOMRect(start.left, start.top, isOneLine ? end.right - start.left : 0, start.bottom - start.top)
}
