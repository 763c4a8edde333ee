import { Plugin } from '@tiptap/pm/state'
import { Extension } from '@tiptap/react'

/** How the text is left and entered by keyboard, in words for screen readers. */
export const keyboardHelp =
  'Tab moves through lists and table cells. To leave the text press Escape, then Tab. Alt and F10 goes to the tools. ' +
  'Control, Alt and M comments on what is selected.'

/** Tab has a meaning in lists and tables; after Escape it leaves the text like any other field. */
export const leavingByKeyboard = ({ onToolbar, onComment }: { onToolbar: () => void; onComment: () => void }) =>
  Extension.create({
    name: 'leavingByKeyboard',
    priority: 2000,
    addKeyboardShortcuts: () => ({
      'Mod-Alt-m': () => {
        onComment()
        return true
      },
    }),
    addProseMirrorPlugins: () => {
      let leaves = false
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              keydown: (_, event) => {
                if (event.key === 'F10' && event.altKey) {
                  event.preventDefault()
                  onToolbar()
                  return true
                }
                if (event.key === 'Escape') {
                  leaves = true
                  return false
                }
                const goes = leaves && event.key === 'Tab'
                if (event.key !== 'Shift') leaves = goes
                // Handled without preventing it: the browser moves the focus.
                return goes
              },
              blur: () => {
                leaves = false
                return false
              },
            },
          },
        }),
      ]
    },
  })
