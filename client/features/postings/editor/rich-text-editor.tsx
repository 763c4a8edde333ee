import { RichTextEditor as Frame, Link } from '@mantine/tiptap'
import '@mantine/tiptap/styles.css'
import { type AnyExtension, useEditor } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { getNonce } from 'get-nonce'
import type { ComponentProps } from 'react'
import { cleanPaste, withoutEmptiness } from './clean-paste.ts'
import css from './rich-text-editor.module.css'

export interface RichTextEditorProps {
  /** What it begins with; later changes of this property are not taken over. */
  readonly initialHtml: string
  readonly onChange: (html: string) => void
  readonly label: string
  readonly describedBy?: string
}

// The frame's package is typed by its CommonJS build, so its types and ours have the same names and are not the same.
const link = Link.configure({
  protocols: ['https', 'http', 'mailto', 'tel'],
  defaultProtocol: 'https',
}) as unknown as AnyExtension

/** Headings, bold, italic, lists, quotes and links: what a job description needs, and nothing that hides its text. */
export default function RichTextEditor({ initialHtml, onChange, label, describedBy }: RichTextEditorProps) {
  const nonce = getNonce()
  const editor = useEditor({
    extensions: [
      StarterKit.configure({
        heading: { levels: [2, 3] },
        code: false,
        codeBlock: false,
        horizontalRule: false,
        strike: false,
        underline: false,
        // The frame brings its own, with the small window that edits the address.
        link: false,
      }),
      link,
    ],
    content: initialHtml,
    shouldRerenderOnTransaction: true,
    ...(nonce ? { injectNonce: nonce } : {}),
    editorProps: {
      attributes: {
        'aria-label': label,
        'aria-multiline': 'true',
        role: 'textbox',
        ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
      },
      transformPastedHTML: cleanPaste,
    },
    onUpdate: (event) => onChange(withoutEmptiness(event.editor.getHTML())),
  })
  return (
    <Frame
      editor={editor as unknown as ComponentProps<typeof Frame>['editor']}
      className={css.frame ?? ''}
      labels={labels}
    >
      <Frame.Toolbar>
        <Frame.ControlsGroup>
          <Frame.H2 />
          <Frame.H3 />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Bold />
          <Frame.Italic />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.BulletList />
          <Frame.OrderedList />
          <Frame.Blockquote />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Link />
          <Frame.Unlink />
        </Frame.ControlsGroup>
        <Frame.ControlsGroup>
          <Frame.Undo />
          <Frame.Redo />
        </Frame.ControlsGroup>
      </Frame.Toolbar>
      <Frame.Content />
    </Frame>
  )
}

const labels = {
  h2ControlLabel: 'Heading',
  h3ControlLabel: 'Smaller heading',
  blockquoteControlLabel: 'Quote',
  linkControlLabel: 'Link',
  unlinkControlLabel: 'Remove the link',
}
