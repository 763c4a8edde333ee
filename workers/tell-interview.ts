import type { News } from '../server/notifications/news.ts'
import type { Handler } from './run-row.ts'

/** Tells one party of an interview. What is true now is asked at every attempt. */
export const tellInterview =
  (describe: News['interview'], sendMail: Handler<'send-mail'>): Handler<'tell-interview'> =>
  async (about, row) => {
    const news = await describe(about)
    if (news) await sendMail(news, row)
  }
