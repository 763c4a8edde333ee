import { RichTextEditor as Frame } from '@mantine/tiptap'
import { IconMinus } from '@tabler/icons-react'
import type { Editor } from '@tiptap/react'
import type { RefObject } from 'react'
import css from './co-editor.module.css'
import { TableMenu } from './table-menu.tsx'
import { useRovingFocus } from './use-roving-focus.ts'

/** The tools of the text: one stop for Tab, the arrows go from tool to tool. */
export function Toolbar(props: { editor: Editor; label: string; bar: RefObject<HTMLDivElement | null> }) {
  const { editor, label, bar } = props
  const onKeyDown = useRovingFocus(bar, () => editor.commands.focus())
  return (
    <Frame.Toolbar
      ref={bar}
      role="toolbar"
      aria-label={`Tools for ${label}`}
      aria-orientation="horizontal"
      className={css.toolbar ?? ''}
      onKeyDown={onKeyDown}
    >
      <Frame.ControlsGroup>
        <Frame.H2 />
        <Frame.H3 />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.Bold />
        <Frame.Italic />
        <Frame.Underline />
        <Frame.Strikethrough />
        <Frame.Code />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.BulletList />
        <Frame.OrderedList />
        <Frame.Blockquote />
        <Frame.Hr icon={LineAcross} />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.Link />
        <Frame.Unlink />
        <TableMenu editor={editor} />
      </Frame.ControlsGroup>
      <Frame.ControlsGroup>
        <Frame.Undo />
        <Frame.Redo />
      </Frame.ControlsGroup>
    </Frame.Toolbar>
  )
}

/** The library's picture looks like a menu. */
const LineAcross = () => <IconMinus size={16} stroke={1.5} />
