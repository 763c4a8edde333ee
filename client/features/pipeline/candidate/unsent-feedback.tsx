import { useEffect, useEffectEvent } from 'react'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { showFailure } from '../../../ui/toasts.ts'
import { sendUnsent } from './send-unsent.ts'

/** Nothing to see: what waits in this browser is sent when the app opens. */
export default function UnsentFeedback() {
  const { employerId, user } = useMembership()
  const write = useWrite()
  const start = useEffectEvent(() =>
    sendUnsent({
      ...{ userId: user.id, employerId, write },
      onRefused: (code, error) =>
        showFailure({
          title: `Your feedback on ${code} was not taken`,
          message: `${messageOf(error)} It waits for you beside the candidate.`,
        }),
    }),
  )
  useEffect(() => void start(), [])
  return null
}
