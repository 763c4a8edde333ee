import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { CandidateInterviews } from '../features/interviews/beside/candidate-interviews.tsx'
import { InterviewsSlot } from '../features/review/interviews-slot.ts'
import ReviewPage from '../features/review/review-page.tsx'
import { type WritingProps, WritingSlot } from '../features/review/writing-slot.ts'
import { loadPart } from './load-part.ts'

const CoEditor = lazy(() => loadPart(() => import('../features/coedit/co-editor.tsx')))
const ScorecardText = lazy(() => loadPart(() => import('./scorecard-text.tsx')))

/** A review, with the editor that its texts are written in, and the interviews. */
export default function ReviewPart({ applicationId }: { applicationId: string }) {
  return (
    <WritingSlot value={Writing}>
      <InterviewsSlot value={CandidateInterviews}>
        <ReviewPage applicationId={applicationId} />
      </InterviewsSlot>
    </WritingSlot>
  )
}

function Writing({ person, ...props }: WritingProps) {
  return (
    <Suspense fallback={<Skeleton height={320} radius={8} role="status" aria-label={`Loading ${props.label}`} />}>
      {person && props.access === 'write' ? (
        <ScorecardText key={`${props.documentId} ${person.name}`} {...props} person={person} />
      ) : (
        <CoEditor key={props.documentId} {...props} />
      )}
    </Suspense>
  )
}
