import { type ComponentProps, lazy, Suspense } from 'react'
import { CandidateInterviews } from '../features/interviews/beside/candidate-interviews.tsx'
import { InterviewsSlot } from '../features/pipeline/interviews-slot.ts'
import PipelinePage from '../features/pipeline/pipeline-page.tsx'
import { loadPart } from './load-part.ts'

const LazySchedule = lazy(() => loadPart(() => import('../features/interviews/beside/schedule-dialog.tsx')))

/** Its code comes when it is asked for. */
const Schedule = (props: ComponentProps<typeof LazySchedule>) => (
  <Suspense>
    <LazySchedule {...props} />
  </Suspense>
)

const parts = { List: CandidateInterviews, Schedule }

/** A board, with the interviews of its candidates. */
export default function PipelinePart() {
  return (
    <InterviewsSlot value={parts}>
      <PipelinePage />
    </InterviewsSlot>
  )
}
