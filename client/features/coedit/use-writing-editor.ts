import { Collaboration } from '@tiptap/extension-collaboration'
import { type AnyExtension, type Editor, useEditor } from '@tiptap/react'
import { getNonce } from 'get-nonce'
import { useEffect, useEffectEvent } from 'react'
import { cleanPaste } from '../../ui/rich-text/clean-paste.ts'
import { richTextExtensions } from '../../ui/rich-text/extensions.ts'
import { carets } from './carets.ts'
import { leavingByKeyboard } from './keyboard.ts'
import type { OpenDocument } from './open-document.ts'
import { introduce, type PersonHere } from './people.ts'
import { readOnly } from './read-only.ts'

interface WritingParts {
  readonly document: OpenDocument
  readonly me: PersonHere
  readonly canWrite: boolean
  readonly label: string
  readonly extensions: readonly AnyExtension[] | undefined
  readonly onToolbar: () => void
  /** Ctrl Alt M. */
  readonly onComment: () => void
}

const noExtensions: readonly AnyExtension[] = []

/** The editor of an open document; a new one when the right to write changes. */
export function useWritingEditor(parts: WritingParts): Editor {
  const { document, me, canWrite, label, extensions = noExtensions, onToolbar, onComment } = parts
  const nonce = getNonce()
  const goToToolbar = useEffectEvent(onToolbar)
  const comment = useEffectEvent(onComment)
  const { userId, name, color } = me
  useEffect(() => {
    const { awareness } = document
    const known: unknown = awareness.getLocalState()?.['user']
    const user = introduce({ userId, name, color })
    // The editor introduces its person once, when it begins.
    if (known && JSON.stringify(known) !== JSON.stringify(user)) awareness.setLocalStateField('user', user)
  }, [document, userId, name, color])
  return useEditor(
    {
      extensions: [
        ...richTextExtensions({ history: false }),
        Collaboration.configure({ document: document.doc }),
        ...carets(document.awareness, me),
        leavingByKeyboard({ onToolbar: () => goToToolbar(), onComment: () => comment() }),
        ...(canWrite ? [] : [readOnly]),
        ...extensions,
      ],
      ...(nonce ? { injectNonce: nonce } : {}),
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-label': label,
          'aria-multiline': 'true',
          ...(canWrite ? { 'aria-describedby': 'coedit-keyboard-help' } : {}),
        },
        transformPastedHTML: (html) => cleanPaste(html),
      },
    },
    [document, canWrite, extensions],
  )
}
