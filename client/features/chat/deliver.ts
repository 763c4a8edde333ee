import type { CommandName } from '#protocol/events'
import type { LiveLine } from '../../live/live-line.ts'
import type { Delivery } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'

/** Sends what waits, over the page's connection. @throws when no answer came */
export const deliverBy =
  (line: LiveLine) =>
  async ({ intent, conversationId, clientMessageId }: Outgoing): Promise<Delivery> => {
    const common = { conversationId, clientMessageId }
    switch (intent.type) {
      case 'send': {
        const { body, replyTo, attachments } = intent
        const answer = await line.ask('chat:send', {
          ...common,
          body,
          ...(replyTo ? { replyTo } : {}),
          ...(attachments.length > 0 ? { attachmentIds: attachments.map(({ id }) => id) } : {}),
        })
        return answer.ok ? { ok: true, seq: answer.message.seq } : refused(answer)
      }
      case 'edit': {
        const { messageId, body } = intent
        return numbered(await line.ask('chat:edit', { ...common, messageId, body }))
      }
      case 'delete':
        return numbered(await line.ask('chat:delete', { ...common, messageId: intent.messageId }))
      case 'react': {
        const { messageId, emoji, on } = intent
        return numbered(await line.ask('chat:react', { ...common, messageId, emoji, on }))
      }
    }
  }

type Refusal = Extract<Awaited<ReturnType<typeof LiveLine.prototype.ask<CommandName>>>, { readonly ok: false }>

const refused = ({ error }: Refusal): Delivery => ({ ok: false, code: error.code, message: error.message })

const numbered = (answer: { readonly ok: true; readonly seq: number } | Refusal): Delivery =>
  answer.ok ? { ok: true, seq: answer.seq } : refused(answer)
