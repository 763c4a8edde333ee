import { Menu } from '@mantine/core'
import { RichTextEditor as Frame } from '@mantine/tiptap'
import {
  IconColumnInsertLeft,
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowInsertTop,
  IconRowRemove,
  IconTable,
  IconTableOff,
  IconTablePlus,
} from '@tabler/icons-react'
import { type Editor, useEditorState } from '@tiptap/react'

/** Makes a table, or changes the one the caret is in. */
export function TableMenu({ editor }: { editor: Editor }) {
  const isInside = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('table') })
  const run = () => editor.chain().focus()
  return (
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Frame.Control aria-label="Table" title="Table" active={isInside}>
          <IconTable size={16} stroke={1.5} aria-hidden />
        </Frame.Control>
      </Menu.Target>
      <Menu.Dropdown>
        {isInside ? (
          <>
            <Menu.Item leftSection={<IconRowInsertTop size={18} />} onClick={() => run().addRowBefore().run()}>
              Row above
            </Menu.Item>
            <Menu.Item leftSection={<IconRowInsertBottom size={18} />} onClick={() => run().addRowAfter().run()}>
              Row below
            </Menu.Item>
            <Menu.Item leftSection={<IconColumnInsertLeft size={18} />} onClick={() => run().addColumnBefore().run()}>
              Column before
            </Menu.Item>
            <Menu.Item leftSection={<IconColumnInsertRight size={18} />} onClick={() => run().addColumnAfter().run()}>
              Column after
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item leftSection={<IconRowRemove size={18} />} onClick={() => run().deleteRow().run()}>
              Remove the row
            </Menu.Item>
            <Menu.Item leftSection={<IconColumnRemove size={18} />} onClick={() => run().deleteColumn().run()}>
              Remove the column
            </Menu.Item>
            <Menu.Item leftSection={<IconTableOff size={18} />} onClick={() => run().deleteTable().run()}>
              Remove the table
            </Menu.Item>
          </>
        ) : (
          <Menu.Item leftSection={<IconTablePlus size={18} />} onClick={() => insertTable(editor)}>
            Insert a table
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** With a line to write on behind it, when it would be the last thing in the text. */
function insertTable(editor: Editor): void {
  editor
    .chain()
    .focus()
    .insertTable({ rows: 3, cols: 2, withHeaderRow: true })
    .command(({ tr, state }) => {
      const paragraph = state.schema.nodes['paragraph']
      if (tr.doc.lastChild?.type.name === 'table' && paragraph) tr.insert(tr.doc.content.size, paragraph.create())
      return true
    })
    .run()
}
