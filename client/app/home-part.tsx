import HomePage from '../features/home/home-page.tsx'
import { TodaySlot } from '../features/home/today-slot.ts'
import { TodaysInterviews } from '../features/interviews/beside/todays-interviews.tsx'

/** Home, with today's interviews. */
export default function HomePart() {
  return (
    <TodaySlot value={TodaysInterviews}>
      <HomePage />
    </TodaySlot>
  )
}
