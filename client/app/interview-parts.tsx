import { type ComponentProps, lazy, Suspense } from 'react'
import { loadPart } from './load-part.ts'

const LazyList = lazy(() => loadPart(() => import('../features/interviews/beside/candidate-interviews.tsx')))
const LazySchedule = lazy(() => loadPart(() => import('../features/interviews/beside/schedule-dialog.tsx')))
const LazyToday = lazy(() => loadPart(() => import('../features/interviews/beside/todays-interviews.tsx')))

/** Interviews beside other things: their code comes after the page that they stand on. */
export const CandidateInterviews = (props: ComponentProps<typeof LazyList>) => (
  <Suspense>
    <LazyList {...props} />
  </Suspense>
)

export const ScheduleDialog = (props: ComponentProps<typeof LazySchedule>) => (
  <Suspense>
    <LazySchedule {...props} />
  </Suspense>
)

export const TodaysInterviews = () => (
  <Suspense>
    <LazyToday />
  </Suspense>
)
