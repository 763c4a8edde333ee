import { lazy, useState } from 'react'
import CoEditor, { type CoEditorProps } from '../features/coedit/co-editor.tsx'
import type { PostingFacts } from '../features/language/analyse/input.ts'
import { createLanguageBridge } from '../features/language/bridge.ts'
import DocumentLanguage from '../features/language/document-language.tsx'
import { loadPart } from './load-part.ts'

const KitPanel = lazy(() => loadPart(() => import('../features/kits/kit-panel.tsx')))

interface PostingTextProps extends Pick<CoEditorProps, 'documentId' | 'access' | 'label' | 'aside' | 'below'> {
  /** Null: nothing is expected of this text. Keep it the same object while it says the same. */
  readonly facts: PostingFacts | null
}

/** A text of a posting with what its language says: underlines in it, explanations beside it. */
export default function PostingText({ facts, ...props }: PostingTextProps) {
  const [bridge] = useState(createLanguageBridge)
  const [extensions] = useState([bridge.extension])
  const { documentId, access } = props
  const kitOf = documentId.startsWith('kit:') ? documentId.slice('kit:'.length) : null
  return (
    <CoEditor
      {...props}
      extensions={extensions}
      {...(kitOf === null
        ? {}
        : {
            // Not in a Suspense of its own: what is under it would be pushed away when it comes.
            above: (parts) => <KitPanel jobId={kitOf} {...parts} />,
          })}
      beside={(text) => (
        <DocumentLanguage bridge={bridge} facts={facts} documentId={documentId} access={access} {...text} />
      )}
    />
  )
}
