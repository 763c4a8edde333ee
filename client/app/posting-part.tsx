import { Skeleton } from '@mantine/core'
import { lazy, Suspense, useMemo } from 'react'
import type { PostingFacts } from '../features/language/analyse/input.ts'
import { type FiguresProps, FiguresSlot } from '../features/postings/figures-slot.ts'
import PostingPage from '../features/postings/posting-page.tsx'
import { type WritingProps, WritingSlot } from '../features/postings/writing-slot.ts'
import { loadPart } from './load-part.ts'

const Dashboard = lazy(() => loadPart(() => import('../features/figures/dashboard.tsx')))
const PostingText = lazy(() => loadPart(() => import('./posting-text.tsx')))

/** A posting, with the editor that its texts are written in and with its figures. */
export default function PostingPart() {
  return (
    <WritingSlot value={Writing}>
      <FiguresSlot value={Figures}>
        <PostingPage />
      </FiguresSlot>
    </WritingSlot>
  )
}

function Figures(props: FiguresProps) {
  return (
    <Suspense fallback={<Skeleton height={320} radius={8} role="status" aria-label="Loading figures" />}>
      <Dashboard {...props} />
    </Suspense>
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
