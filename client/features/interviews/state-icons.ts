import { IconCalendarQuestion, IconCheck, IconCircleCheck, IconClock, IconUserOff, IconX } from '@tabler/icons-react'
import type { InterviewState } from '#protocol/interviews'

export const stateIcons: Readonly<Record<InterviewState, typeof IconClock>> = {
  proposed: IconCalendarQuestion,
  scheduled: IconClock,
  confirmed: IconCheck,
  declined: IconX,
  cancelled: IconX,
  'no-show': IconUserOff,
  done: IconCircleCheck,
}
