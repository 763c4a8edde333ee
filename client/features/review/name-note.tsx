import { Button } from '@mantine/core'
import { type Editor, useEditorState } from '@tiptap/react'
import { namesOf, replaceNames } from './name-marks.ts'
import css from './name-note.module.css'

/** Says softly that a text names somebody whom others in it do not know, and offers the code name. */
export function NameNote({ editor, code }: { editor: Editor; code: string }) {
  const words = useEditorState({
    editor,
    selector: ({ editor: { state } }) =>
      [...new Set(namesOf(state).map(({ from, to }) => state.doc.textBetween(from, to)))].join(' · '),
  })
  return (
    <div role="status">
      {words !== '' && (
        <div className={css.note}>
          <p className={css.words}>
            <strong>{words}</strong> says who this is. Others who write here are still blind.
          </p>
          <Button variant="default" size="compact-md" onClick={() => replaceNames(editor, code)}>
            Replace by {code}
          </Button>
        </div>
      )}
    </div>
  )
}
