import { Skeleton } from '@mantine/core'
import { lazy, Suspense, useMemo } from 'react'
import type { PostingFacts } from '../features/language/analyse/input.ts'
import PostingPage from '../features/postings/posting-page.tsx'
import { type WritingProps, WritingSlot } from '../features/postings/writing-slot.ts'
import { loadPart } from './load-part.ts'

const PostingText = lazy(() => loadPart(() => import('./posting-text.tsx')))

/** A posting, with the editor that its texts are written in. */
export default function PostingPart() {
  return (
    <WritingSlot value={Writing}>
      <PostingPage />
    </WritingSlot>
  )
}

function Writing({ posting, ...props }: WritingProps) {
  const { title, salary, requirements } = posting
  const isDescription = props.documentId.startsWith('posting:')
  const hasPay = salary !== null
  // By what it says: the posting is read again whenever somebody has written, and is another object each time.
  const lines = requirements.join('\n')
  const facts = useMemo<PostingFacts | null>(
    () => (isDescription ? { title, hasPay, requirements: lines === '' ? [] : lines.split('\n') } : null),
    [isDescription, title, hasPay, lines],
  )
  return (
    <Suspense fallback={<Skeleton height={320} radius={8} role="status" aria-label={`Loading ${props.label}`} />}>
      <PostingText key={props.documentId} {...props} facts={facts} />
    </Suspense>
  )
}
