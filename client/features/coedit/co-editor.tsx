import { Skeleton } from '@mantine/core'
import type { AnyExtension, Editor } from '@tiptap/react'
import type { ReactNode } from 'react'
import type { Anchor, DocumentAccess } from '#protocol/coedit'
import { useMembership } from '../../rest/membership.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { denialWords } from './close-reasons.ts'
import type { OpenDocument } from './open-document.ts'
import type { PersonHere } from './people.ts'
import type { Range } from './remarks/anchor.ts'
import { type CoDocument, useCoDocument } from './use-co-document.ts'
import { Workspace } from './workspace.tsx'

/** The document as what stands above the text knows it. */
interface OpenParts extends Pick<OpenDocument, 'doc' | 'awareness'> {
  readonly canWrite: boolean
  /** Everybody else who has it open. */
  readonly people: readonly PersonHere[]
}

/** The text as what stands beside it knows it. */
export interface OpenText {
  readonly editor: Editor
  /** Pins a range to the words in it; null: there are none. */
  readonly anchorOf: (range: Range) => Anchor | null
  /** Where pinned words stand now; null: they are gone. */
  readonly rangeOf: (anchor: Anchor) => Range | null
}

export interface CoEditorProps {
  /** `posting:{jobId}`, `kit:{jobId}` … */
  readonly documentId: string
  readonly access: DocumentAccess
  /** What the text is, for screen readers and headings: `Description`. */
  readonly label: string
  /** More for the editor, such as underlines of findings; another list builds it anew. */
  readonly extensions?: readonly AnyExtension[]
  /** More that the document holds and that is written above its text. */
  readonly above?: (parts: OpenParts) => ReactNode
  /** What stands beside the text, such as explanations of findings. */
  readonly beside?: (text: OpenText) => ReactNode
  /** Stands there too, while no pane of the editor's own is open. */
  readonly aside?: ReactNode
  /** Stands under the text, and comes in with it: how long the text is is not known before. */
  readonly below?: ReactNode
}

/** A rich text that several people write at once. */
export default function CoEditor(props: CoEditorProps) {
  const { documentId, access, label, below } = props
  const open = useCoDocument(documentId, access === 'write')
  if (open.status === 'loading') {
    return <Skeleton height={320} radius={8} role="status" aria-label={`Loading ${label}`} />
  }
  return (
    <>
      <Opened {...props} open={open} />
      {below}
    </>
  )
}

function Opened({ open, ...props }: CoEditorProps & { readonly open: Exclude<CoDocument, { status: 'loading' }> }) {
  const { user } = useMembership()
  if (open.status === 'unreachable') {
    return (
      <ErrorState
        title="The text is not here yet"
        message="There is no connection, and this browser has no copy. It opens by itself when the connection is back."
      />
    )
  }
  if (open.status === 'denied' && open.document === null) {
    const { title, message } = denialWords[open.reason]
    return <ErrorState title={title} message={message} retry={open.retry} />
  }
  if (open.document === null) return null
  return <Workspace key={`${open.document.doc.guid} ${user.id}`} {...props} open={open} document={open.document} />
}
