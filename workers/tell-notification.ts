import type { News } from '../server/notifications/news.ts'
import type { Handler } from './run-row.ts'

/** Tells somebody at once of an entry. Whether they may see what it is about is asked at every attempt. */
export const tellNotification =
  (describe: News['notification'], sendMail: Handler<'send-mail'>): Handler<'tell-notification'> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'notification', data }, row)
  }
