import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type MyEngagement } from '#protocol/consultants'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { queryKeyOf } from '../../rest/queries.ts'
import { refreshSession } from '../../rest/session.ts'
import { showDone, showFailure } from '../../ui/toasts.ts'

/** What a consultant does with an invitation or an engagement; afterwards the rights are read again. */
export function useMyAnswers({ id, employer }: MyEngagement) {
  const queries = useQueryClient()
  const [busyWith, setBusyWith] = useState<'accept' | 'decline' | 'end' | null>(null)
  const params = { engagementId: id }

  async function run(what: NonNullable<typeof busyWith>, send: () => Promise<unknown>, done: string): Promise<void> {
    setBusyWith(what)
    try {
      await send()
      showDone(done)
    } catch (error) {
      showFailure({ title: 'That did not work', message: messageOf(error) })
    }
    await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listMyEngagements) })
    // Refused or not: what is shown next goes by what is true now. A lost connection is said by the list.
    await refreshSession(queries).catch(() => undefined)
    setBusyWith(null)
  }

  return {
    busyWith,
    accept: () =>
      run(
        'accept',
        () => call(endpoints.acceptEngagement, { params }),
        `You work with ${employer.companyName} now. Say hello in the conversation.`,
      ),
    decline: () =>
      run(
        'decline',
        () => call(endpoints.declineEngagement, { params }),
        `Declined. ${employer.companyName} is told, without a reason.`,
      ),
    end: (reason: string) =>
      run(
        'end',
        () => call(endpoints.leaveEngagement, { params, body: { reason } }),
        `Your engagement with ${employer.companyName} has ended.`,
      ),
  }
}
