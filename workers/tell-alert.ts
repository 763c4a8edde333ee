import type { News } from '../server/notifications/news.ts'
import type { Handler } from './run-row.ts'

/** Tells a subscriber of a posting. Whether it is still public, and they still want to hear, is asked at every attempt. */
export const tellAlert =
  (describe: News['alert'], sendMail: Handler<'send-mail'>): Handler<'tell-alert'> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'job-alert', data }, row)
  }
