import { useState } from 'react'
import CoEditor, { type CoEditorProps } from '../features/coedit/co-editor.tsx'
import { nameMarks } from '../features/review/name-marks.ts'
import { NameNote } from '../features/review/name-note.tsx'
import type { KnownPerson } from '../features/review/names-in-text.ts'

type ScorecardTextProps = Pick<CoEditorProps, 'documentId' | 'access' | 'label'> & { readonly person: KnownPerson }

/** The panel's text for somebody who knows who the candidate is: what names them is marked before others read it. */
export default function ScorecardText({ person, ...props }: ScorecardTextProps) {
  const [extensions] = useState(() => [nameMarks(person)])
  return (
    <CoEditor
      {...props}
      extensions={extensions}
      beside={({ editor }) => <NameNote editor={editor} code={person.code} />}
    />
  )
}
