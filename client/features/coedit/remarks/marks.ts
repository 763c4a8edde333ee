import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { type Editor, Extension } from '@tiptap/react'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Anchor } from '#protocol/coedit'
import { type Range, rangeOf } from './anchor.ts'

/** Something that is pinned to words of the text. */
export interface Mark {
  readonly id: string
  readonly kind: 'comment' | 'suggestion'
  readonly anchor: Anchor
}

interface MarksState {
  readonly marks: readonly Mark[]
  readonly active: string | null
  readonly places: ReadonlyMap<string, Range>
  readonly decorations: DecorationSet
}

const key = new PluginKey<MarksState>('remarks')
const empty: MarksState = { marks: [], active: null, places: new Map(), decorations: DecorationSet.empty }

/** Highlights the words that comments and suggestions are about. */
export const remarkMarks = (onPick: (id: string) => void) =>
  Extension.create({
    name: 'remarkMarks',
    addProseMirrorPlugins: () => [
      new Plugin<MarksState>({
        key,
        state: {
          init: () => empty,
          apply: (transaction, before, _, state) => {
            const news = transaction.getMeta(key) as Pick<MarksState, 'marks' | 'active'> | undefined
            if (news) return drawn(state, news)
            if (!transaction.docChanged) return before
            return isFromDocument(transaction) ? drawn(state, before) : moved(before, transaction)
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.decorations,
          handleClick: (_, __, event) => {
            const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-remark]') : null
            if (target?.dataset['remark']) onPick(target.dataset['remark'])
            return false
          },
        },
      }),
    ],
  })

/** The document is ahead of the editor for changes of others, and behind it for those that were made here. */
const isFromDocument = (transaction: Transaction): boolean => transaction.getMeta(ySyncPluginKey) !== undefined

function moved(before: MarksState, { mapping, doc }: Transaction): MarksState {
  const places = new Map<string, Range>()
  for (const [id, { from, to }] of before.places) {
    const range = { from: mapping.map(from, 1), to: mapping.map(to, -1) }
    if (range.from < range.to) places.set(id, range)
  }
  return { ...before, places, decorations: before.decorations.map(mapping, doc) }
}

function drawn(state: EditorState, { marks, active }: Pick<MarksState, 'marks' | 'active'>): MarksState {
  const places = new Map<string, Range>()
  const decorations: Decoration[] = []
  for (const { id, kind, anchor } of marks) {
    const range = rangeOf(state, anchor)
    if (!range) continue
    places.set(id, range)
    const name = `cv-remark cv-remark-${kind} ${id === active ? 'cv-remark-active' : ''}`
    decorations.push(Decoration.inline(range.from, range.to, { class: name, 'data-remark': id }))
  }
  return { marks, active, places, decorations: DecorationSet.create(state.doc, decorations) }
}

export function showMarks(editor: Editor, marks: readonly Mark[], active: string | null): void {
  if (editor.isDestroyed) return
  editor.commands.command(({ tr }) => {
    tr.setMeta(key, { marks, active }).setMeta('addToHistory', false)
    return true
  })
}

/** Where each remark stands in the text; those whose words are gone are missing. */
export const placesOf = (state: EditorState): ReadonlyMap<string, Range> => key.getState(state)?.places ?? new Map()
