import type { News } from '../server/notifications/news.ts'
import type { Handler } from './run-row.ts'

/** Tells a colleague of a selection, once the time to undo it is over. Whether it still holds is asked at every attempt. */
export const tellSelection =
  (describe: News['selection'], sendMail: Handler<'send-mail'>): Handler<'tell-selection'> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'candidate-selected', data }, row)
  }
