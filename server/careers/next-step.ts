import type { PortalView } from '#protocol/careers'
import type { PortalInterview } from '#protocol/portal-interviews'

type Interview = Pick<PortalInterview, 'state' | 'startsAt' | 'offeredTimes'>

/** What comes next, where an interview says it better than the stage does: what waits for the candidate comes first. */
export function nextStep(
  view: Pick<PortalView, 'state' | 'next'>,
  interviews: readonly Interview[],
  now: Date,
): string {
  if (view.state !== 'in_progress') return view.next
  const isAhead = ({ startsAt }: Interview) => startsAt !== null && new Date(startsAt) > now
  const inState = (state: Interview['state']) => interviews.filter((one) => one.state === state)
  if (inState('proposed').some(({ offeredTimes }) => offeredTimes.length > 0)) {
    return 'Choose one of the times below for your interview.'
  }
  if (inState('scheduled').some(isAhead)) return 'Please say below whether you can come to your interview.'
  if (inState('confirmed').some(isAhead)) {
    return 'Your interview is agreed, see below. The hiring team writes to you after it.'
  }
  const isOver = interviews.some((one) => one.state !== 'cancelled' && one.state !== 'proposed')
  return isOver ? 'The hiring team decides how to go on and writes to your mail address.' : view.next
}
