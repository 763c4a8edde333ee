import { endpoints, type MyEngagement } from '#protocol/consultants'
import { feedsOf } from '../auth/edit-name.ts'
import type { Person } from '../http/actor.ts'
import type { Bind } from '../http/bind.ts'
import { feedOf, type Stream } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import { memberships } from '../team/repository.ts'
import { acceptEngagement, declineEngagement } from './answer-engagement.ts'
import { consultantOf, engagementOfMine } from './consultant.ts'
import { editEngagement } from './edit-engagement.ts'
import { editProfile, readProfile } from './edit-profile.ts'
import { endEngagement, leaveEngagement } from './end-engagement.ts'
import type { EngagementRecord } from './engagements.ts'
import { inviteConsultant } from './invite-consultant.ts'
import { listEngagements, listMyEngagements } from './list-engagements.ts'
import { addParticipant, managed, removeParticipant } from './participants.ts'
import type { ConsultantParts } from './parts.ts'
import { presentOneOfMine } from './present.ts'
import type { Consultant } from './profiles.ts'
import { registerConsultant } from './register-consultant.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

type Once = <T>(streams: readonly Stream[], command: (tx: Tx) => Promise<T>) => Promise<T>
type OnMine = (tx: Tx, person: Person, me: Consultant, engagement: EngagementRecord) => Promise<EngagementRecord>

export function consultantRoutes(bind: Bind, parts: ConsultantParts): void {
  const { scope } = parts

  /** The engagement says which employer's feed is written to; all is looked at again inside the transaction. */
  async function onMine(person: Person, id: string, once: Once, command: OnMine): Promise<MyEngagement> {
    const found = await engagementOfMine(scope(), await consultantOf(scope(), person), id)
    return once(feed(found), async (tx) => {
      const me = await consultantOf(tx, person)
      const engagement = await engagementOfMine(tx, me, id)
      return presentOneOfMine(tx, await command(tx, person, me, engagement))
    })
  }

  bind.handle(endpoints.registerConsultant, registerConsultant(parts))
  bind.query(endpoints.readMyProfile, readProfile)
  bind.handle(endpoints.editMyProfile, async (person, input, _context, once) => {
    const feeds = feedsOf(await memberships.ofUser(scope(), person.userId))
    return once(feeds, (tx) => editProfile(tx, person, input, feeds))
  })
  bind.query(endpoints.listMyEngagements, listMyEngagements)
  bind.handle(endpoints.acceptEngagement, (person, { engagementId }, _context, once) =>
    onMine(person, engagementId, once, acceptEngagement),
  )
  bind.handle(endpoints.declineEngagement, (person, { engagementId }, _context, once) =>
    onMine(person, engagementId, once, declineEngagement),
  )
  bind.handle(endpoints.leaveEngagement, (person, { engagementId, body }, _context, once) =>
    onMine(person, engagementId, once, leaveEngagement(body.reason)),
  )
  bind.command(endpoints.inviteConsultant, feed, inviteConsultant)
  bind.query(endpoints.listEngagements, listEngagements)
  bind.command(endpoints.editEngagement, feed, editEngagement)
  bind.command(endpoints.endEngagement, feed, endEngagement)
  bind.handle(endpoints.addParticipant, async (person, { conversationId, body }, _context, once) => {
    const { engagement } = await managed(scope(), person, conversationId)
    return once(feed(engagement), (tx) => addParticipant(tx, person, conversationId, body.userId))
  })
  bind.handle(endpoints.removeParticipant, async (person, { conversationId, userId }, _context, once) => {
    const { engagement } = await managed(scope(), person, conversationId)
    return once(feed(engagement), async (tx) => {
      await removeParticipant(tx, person, conversationId, userId)
      return undefined
    })
  })
}
