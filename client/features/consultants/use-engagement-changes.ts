import { useQueryClient } from '@tanstack/react-query'
import { type Engagement, endpoints } from '#protocol/consultants'
import type { UserId } from '#protocol/ids'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { showDone, showFailure } from '../../ui/toasts.ts'

interface EngagementsPage {
  readonly items: readonly Engagement[]
  readonly nextCursor: string | null
}

/** What an employer changes about an engagement. True: it is stored. */
export function useEngagementChanges(engagement: Engagement) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const write = useWrite()
  const { id: engagementId, email, consultant } = engagement
  const name = consultant?.name ?? email
  const listKey = queryKeyOf(endpoints.listEngagements)
  const params = { employerId, engagementId }

  const show = (changed: Engagement) =>
    queries.setQueriesData<EngagementsPage>({ queryKey: listKey }, (page) =>
      page ? { ...page, items: page.items.map((one) => (one.id === changed.id ? changed : one)) } : page,
    )

  async function attempt(title: string, send: () => Promise<unknown>, done?: string): Promise<boolean> {
    try {
      await send()
      if (done) showDone(done)
      return true
    } catch (error) {
      void queries.invalidateQueries({ queryKey: listKey })
      showFailure({ title, message: messageOf(error) })
      return false
    }
  }

  return {
    name,
    setPurpose: (purpose: string) =>
      attempt('The purpose was not changed', async () => {
        show(await write(endpoints.editEngagement, { params, body: { purpose } }, `Purpose for ${name}`))
      }),
    setHistoryOpen: (historyOpen: boolean) =>
      attempt('This was not changed', async () => {
        show({ ...engagement, historyOpen })
        show(await write(endpoints.editEngagement, { params, body: { historyOpen } }, `History for ${name}`))
      }),
    end: (body: { reason: string; historyOpen: boolean }) =>
      attempt(
        'The engagement goes on',
        async () => show(await write(endpoints.endEngagement, { params, body }, `End the engagement with ${name}`)),
        engagement.state === 'invited'
          ? `The invitation to ${name} is taken back.`
          : `${name} no longer sees anything of your hiring.`,
      ),
    add: (userId: UserId, person: string) =>
      attempt(`${person} was not added`, async () => {
        const to = { params: { conversationId: engagementId }, body: { userId } }
        show(await write(endpoints.addParticipant, to, `Add ${person} to the conversation with ${name}`))
      }),
    remove: (userId: UserId, person: string) =>
      attempt(`${person} was not taken out`, async () => {
        show({ ...engagement, addedUserIds: engagement.addedUserIds.filter((id) => id !== userId) })
        const from = { params: { conversationId: engagementId, userId } }
        await write(endpoints.removeParticipant, from, `Take ${person} out of the conversation with ${name}`)
      }),
  }
}
