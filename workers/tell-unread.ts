import type { JobPayload } from '#protocol/jobs'
import type { UnreadNews } from '../server/chat/tell-unread.ts'
import type { Handler } from './run-row.ts'

/** Null: the person has read it by now, left the conversation, or wants no mail. */
export type DescribeUnread = (about: JobPayload<'tell-unread'>) => Promise<UnreadNews | null>

/** Mails somebody that there is something unread. Whether there still is, is asked at every attempt. */
export const tellUnread =
  (describe: DescribeUnread, sendMail: Handler<'send-mail'>): Handler<'tell-unread'> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'unread-messages', data }, row)
  }
