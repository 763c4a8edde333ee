import type { MailTransport } from '../server/notifications/mail.ts'
import { messageIdOf } from '../server/notifications/message-id.ts'
import { renderMail } from '../server/notifications/render-mail.ts'
import type { Handler } from './run-row.ts'

/** Sends one mail. At every attempt it is the same mail, by its `Message-ID`. */
export const sendMail =
  ({ transport, publicUrl }: { transport: MailTransport; publicUrl: () => string }): Handler<'send-mail'> =>
  async (payload, { _id, dueAt, request }) => {
    const mail = await renderMail(payload, publicUrl())
    await transport.send(mail, { messageId: messageIdOf(_id, publicUrl()), dueAt, request })
  }
