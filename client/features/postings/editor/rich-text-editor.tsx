import { RichTextEditor as Frame } from '@mantine/tiptap'
import '@mantine/tiptap/styles.css'
import { useEditor } from '@tiptap/react'
import { getNonce } from 'get-nonce'
import type { ComponentProps } from 'react'
import { cleanPaste, withoutEmptiness } from '../../../ui/rich-text/clean-paste.ts'
import { richTextExtensions } from '../../../ui/rich-text/extensions.ts'
import css from './rich-text-editor.module.css'

export interface RichTextEditorProps {
  /** What it begins with; later changes of this property are not taken over. */
  readonly initialHtml: string
  readonly onChange: (html: string) => void
  readonly label: string
  readonly describedBy?: string
}

const extensions = richTextExtensions({ history: true })

/** Headings, bold, italic, lists, quotes and links: what a job description needs, and nothing that hides its text. */
export default function RichTextEditor({ initialHtml, onChange, label, describedBy }: RichTextEditorProps) {
  const nonce = getNonce()
  const editor = useEditor({
    extensions,
    content: initialHtml,
    ...(nonce ? { injectNonce: nonce } : {}),
    editorProps: {
      attributes: {
        'aria-label': label,
        'aria-multiline': 'true',
        role: 'textbox',
        ...(describedBy === undefined ? {} : { 'aria-describedby': describedBy }),
      },
      transformPastedHTML: (html) => cleanPaste(html),
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
