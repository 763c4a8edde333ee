import type { endpoints } from '#protocol/chat'
import { ConversationId } from '#protocol/ids'
import { AppError } from '../app-error.ts'
import { engagements, engagementsOf } from '../consultants/engagements.ts'
import type { Member } from '../http/actor.ts'
import type { HandlerRun } from '../http/bind.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import type { ChatParts } from './parts.ts'
import { storedElsewhere } from './repository.ts'
import { sendMessage } from './send-message.ts'

/** The same write as `chat:send`; the `Idempotency-Key` is its client id, and the first answer is given for ever. */
export function sendByRest(parts: ChatParts): HandlerRun<typeof endpoints.sendMessage> {
  return async (member, { body: { consultantId, message } }, context) => {
    await parts.limits.take('message', member.userId)
    const conversationId = await conversationWith(parts.scope(), member, consultantId)
    const participation = conversationId && (await parts.rights.of(member, conversationId))
    if (!participation) throw new AppError('not-found', 'There is no engagement with this consultant.')
    const key = context.req.header('idempotency-key')
    if (key !== undefined) await refuseForeignUse(parts.scope(), member, conversationId, key)
    const sent = await sendMessage(parts, participation, { clientMessageId: key ?? newId(), body: message })
    if (sent.duplicate) context.header('Idempotent-Replayed', 'true')
    return { conversationId: ConversationId.parse(conversationId), ...sent }
  }
}

/** The active engagement with the consultant; else the newest that was one. */
async function conversationWith(scope: Scope, member: Member, consultantId: string): Promise<string | null> {
  const active = await engagements.activeOf(scope, member.employerId, consultantId)
  if (active) return active._id
  const all = await engagementsOf(scope, { userId: consultantId })
  return all.find(({ employerId, state }) => employerId === member.employerId && state === 'ended')?._id ?? null
}

/** The body names the consultant too: with another one, the key was used for another request. */
async function refuseForeignUse(scope: Scope, member: Member, conversationId: string, key: string): Promise<void> {
  const all = await engagementsOf(scope, { employerId: member.employerId })
  const others = all.map(({ _id }) => _id).filter((id) => id !== conversationId)
  if (await storedElsewhere(scope, others, member.userId, key)) throw new AppError('idempotency-conflict')
}
