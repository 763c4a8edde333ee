import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Plugin } from '@tiptap/pm/state'
import { type AnyExtension, Extension } from '@tiptap/react'
import type { Awareness } from 'y-protocols/awareness'
import { introduce, type PersonHere, peopleIn } from './people.ts'

const isColor = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)

/** The others' carets and selections. Decoration: a screen reader hears of people by announcements, not mid-word. */
export const carets = (awareness: Awareness, me: PersonHere): readonly AnyExtension[] => [
  CollaborationCaret.configure({
    provider: { awareness },
    user: introduce(me),
    render: ({ id, name, color }) => {
      const caret = document.createElement('span')
      caret.className = 'cv-caret'
      caret.setAttribute('aria-hidden', 'true')
      if (isColor(color)) caret.style.setProperty('--person', color)
      caret.dataset['person'] = String(id)
      // Drawn by the style sheet: as text it would be selected, copied and found.
      // A program that says no id may call itself anything: the server vouches for the name that goes with one.
      if (typeof id === 'string') caret.dataset['name'] = String(name).slice(0, 80)
      return caret
    },
    selectionRender: ({ color }) => (isColor(color) ? { class: 'cv-selection', style: `--person: ${color}` } : {}),
  }),
  newNames(awareness, me.userId),
]

/** A caret is drawn once for as long as its page is here, and only moved: whoever is called otherwise now has the old name. */
const newNames = (awareness: Awareness, myId: string) =>
  Extension.create({
    name: 'caretNames',
    addProseMirrorPlugins: () => [
      new Plugin({
        view: ({ dom }) => {
          const rename = () => {
            const drawn = dom.querySelectorAll<HTMLElement>('.cv-caret')
            if (drawn.length === 0) return
            const names = new Map(peopleIn(awareness, myId).map(({ userId, name }) => [userId, name]))
            for (const { dataset } of drawn) {
              const name = names.get(dataset['person'] ?? '')
              if (name !== undefined && name !== dataset['name']) dataset['name'] = name
            }
          }
          awareness.on('change', rename)
          return { destroy: () => awareness.off('change', rename) }
        },
      }),
    ],
  })
