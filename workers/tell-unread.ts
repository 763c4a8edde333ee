import type { News } from '../server/notifications/news.ts'
import type { Handler } from './run-row.ts'

/** Mails somebody that there is something unread. Whether there still is, is asked at every attempt. */
export const tellUnread =
  (describe: News['unread'], sendMail: Handler<'send-mail'>): Handler<'tell-unread'> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'unread-messages', data }, row)
  }
