import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import type { AnyExtension } from '@tiptap/react'
import type { Awareness } from 'y-protocols/awareness'
import { introduce, type PersonHere } from './people.ts'

const isColor = (value: unknown): value is string => typeof value === 'string' && /^#[0-9a-f]{6}$/i.test(value)

/** The others' carets and selections. Decoration: a screen reader hears of people by announcements, not mid-word. */
export const carets = (awareness: Awareness, me: PersonHere): AnyExtension =>
  CollaborationCaret.configure({
    provider: { awareness },
    user: introduce(me),
    render: ({ name, color }) => {
      const caret = document.createElement('span')
      caret.className = 'cv-caret'
      caret.setAttribute('aria-hidden', 'true')
      if (isColor(color)) caret.style.setProperty('--person', color)
      // Drawn by the style sheet: as text it would be selected, copied and found.
      caret.dataset['name'] = String(name).slice(0, 80)
      return caret
    },
    selectionRender: ({ color }) => (isColor(color) ? { class: 'cv-selection', style: `--person: ${color}` } : {}),
  })
