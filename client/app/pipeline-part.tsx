import { InterviewsSlot } from '../features/pipeline/interviews-slot.ts'
import PipelinePage from '../features/pipeline/pipeline-page.tsx'
import { CandidateInterviews, ScheduleDialog } from './interview-parts.tsx'

const parts = { List: CandidateInterviews, Schedule: ScheduleDialog }

/** A board, with the interviews of its candidates. */
export default function PipelinePart() {
  return (
    <InterviewsSlot value={parts}>
      <PipelinePage />
    </InterviewsSlot>
  )
}
