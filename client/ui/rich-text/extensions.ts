import { Link } from '@mantine/tiptap'
import { TableKit } from '@tiptap/extension-table'
import type { AnyExtension } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'

// The frame's package is typed by its CommonJS build, so its types and ours have the same names and are not the same.
const link = Link.extend({
  // Ctrl K opens the commands, also while writing.
  addKeyboardShortcuts: () => ({
    'Mod-Shift-k': () => window.dispatchEvent(new Event('edit-link')),
  }),
  addCommands() {
    const { setLink, ...others } = this.parent?.() ?? {}
    return {
      ...others,
      ...(setLink ? { setLink: (link) => setLink({ ...link, href: withScheme(link.href) }) } : {}),
    }
  },
}).configure({
  // What else a link may lead to, the server would leave out.
  isAllowedUri: (address) => /^(?:https?|mailto|tel):/i.test(address.trim()),
  defaultProtocol: 'https',
}) as unknown as AnyExtension

/**
 * What a text may consist of; the server keeps the same list, and a test compares the two. `history`: the editor's own
 * undo, which co-editing replaces by one that leaves the others' changes alone.
 */
export const richTextExtensions = ({ history }: { history: boolean }): AnyExtension[] => [
  StarterKit.configure({
    heading: { levels: [2, 3] },
    codeBlock: false,
    // The frame brings its own, with the small window that edits the address.
    link: false,
    // It writes an empty paragraph behind whatever ends a text: opening a text must not change it.
    trailingNode: false,
    ...(history ? {} : { undoRedo: false }),
  }),
  link,
  TableKit.configure({ table: { resizable: false } }),
]

/** `example.com` and `jobs@example.com` as somebody types them are meant as addresses of the web and of mail. */
export function withScheme(address: string): string {
  const plain = address.trim()
  if (/^[a-z][a-z0-9+.-]*:/i.test(plain)) return plain
  return /^[^/\s]+@[^/\s]+$/.test(plain) ? `mailto:${plain}` : `https://${plain}`
}
