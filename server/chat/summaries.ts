import type { Conversation } from '#protocol/chat'
import { ConversationId, EmployerId, MessageId, UserId } from '#protocol/ids'
import { consultantsAmong } from '../consultants/profiles.ts'
import { employers } from '../employers/repository.ts'
import { messageIdOf, senderOf } from './entries.ts'
import type { Mine } from './my-conversations.ts'
import type { ChatParts } from './parts.ts'
import { presentPerson } from './present.ts'
import type { Whereabouts } from './whereabouts.ts'

/** Conversations as somebody sees them in a list. */
export async function summarise(
  { scope, names }: ChatParts,
  found: readonly (Mine & Whereabouts)[],
): Promise<Conversation[]> {
  const people = found.flatMap(({ last }) => (last ? [senderOf(last.message)] : []))
  const [companies, consultants, known] = await Promise.all([
    employers.many(scope(), [...new Set(found.map(({ engagement }) => engagement.employerId))]),
    consultantsAmong(
      scope(),
      found.map(({ engagement }) => engagement.consultantId),
    ),
    names.of(people),
  ])
  const companyOf = new Map(companies.map((company) => [company._id, company]))
  return found.map(({ engagement, access, head, last, readSeq, unread }): Conversation => {
    const { _id, employerId, consultantId, purpose } = engagement
    const company = companyOf.get(employerId)
    const consultant = consultants.get(consultantId)
    return {
      id: ConversationId.parse(_id),
      employer: {
        id: EmployerId.parse(employerId),
        companyName: company?.companyName ?? '',
        slug: company?.slug ?? '',
      },
      consultant: {
        id: UserId.parse(consultantId),
        name: consultant?.account.name ?? '',
        organisation: consultant?.profile.organisation ?? '',
      },
      purpose,
      access,
      head,
      readSeq,
      unread,
      lastMessage: last && {
        id: MessageId.parse(messageIdOf(_id, last.message.seq)),
        seq: last.message.seq,
        sender: presentPerson(senderOf(last.message), { conversationId: _id, consultantId }, known),
        preview: last.preview,
        at: last.message.at.toISOString(),
      },
    }
  })
}
