import { Plugin } from '@tiptap/pm/state'
import { Extension } from '@tiptap/react'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/**
 * For those who may not write. The text still takes the focus and has a caret, so that it can be read and selected
 * with the keyboard and others see where one is; but only what comes from the document changes it.
 */
export const readOnly = Extension.create({
  name: 'readOnly',
  priority: 3000,
  addProseMirrorPlugins: () => [
    new Plugin({
      filterTransaction: (transaction) => !transaction.docChanged || transaction.getMeta(ySyncPluginKey) !== undefined,
      props: {
        attributes: { 'aria-readonly': 'true', inputmode: 'none' },
        handleDOMEvents: {
          beforeinput: (_, event) => {
            event.preventDefault()
            return true
          },
          // The schema's editing keys would move the selection although nothing changes.
          drop: (_, event) => {
            event.preventDefault()
            return true
          },
          click: (_, event) => {
            const link = event.target instanceof Element ? event.target.closest('a[href]') : null
            if (!(link instanceof HTMLAnchorElement)) return false
            window.open(link.href, '_blank', 'noopener,noreferrer')
            return true
          },
        },
      },
    }),
  ],
})
