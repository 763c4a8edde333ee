import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { RichTextEditorProps } from './rich-text-editor.tsx'

const RichTextEditor = lazy(() => import('./rich-text-editor.tsx'))

/** The editor is as large as the rest of the page: it comes when somebody writes. */
export function LazyEditor(props: RichTextEditorProps) {
  return (
    <Suspense fallback={<Skeleton height={270} radius={8} role="status" aria-label="Loading the editor" />}>
      <RichTextEditor {...props} />
    </Suspense>
  )
}
