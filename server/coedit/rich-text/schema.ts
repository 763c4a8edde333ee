import { getSchema } from '@tiptap/core'
import { Link } from '@tiptap/extension-link'
import { TableCell, TableHeader, TableRow, Table as TiptapTable } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'

/** What a link may lead to: nothing that runs. */
const isSafe = (href: string): boolean => /^(https?:|mailto:|tel:)/i.test(href.trim())

/** Written by a page that is not ours, a mark may hold anything: only an address that is safe is ever written out. */
const SafeLink = Link.extend({
  renderHTML({ HTMLAttributes }) {
    const href: unknown = HTMLAttributes['href']
    const attributes = typeof href === 'string' && isSafe(href) ? { href } : {}
    return ['a', { ...attributes, rel: 'noopener noreferrer nofollow' }, 0]
  },
}).configure({ openOnClick: false, autolink: false, isAllowedUri: (uri) => isSafe(uri) })

/** Without the widths of columns, which belong to somebody's screen. */
const Table = TiptapTable.extend({
  renderHTML() {
    return ['table', ['tbody', 0]]
  },
}).configure({ resizable: false })

/** What a document of rich text consists of: the editor's own list, so that both read and write the same. */
export const richText = getSchema([
  StarterKit.configure({
    heading: { levels: [2, 3] },
    codeBlock: false,
    link: false,
    undoRedo: false,
    trailingNode: false,
    dropcursor: false,
    gapcursor: false,
  }),
  SafeLink,
  Table,
  TableRow,
  TableHeader,
  TableCell,
])

/** Name of the fragment that holds the text. */
export const fragmentName = 'default'
