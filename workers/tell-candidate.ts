import type { News } from '../server/notifications/news.ts'
import type { Handler } from './run-row.ts'

/**
 * Tells a candidate where the application stands, once the time to undo the decision is over. What to tell is asked
 * at every attempt: a decision undone while the mail server was away is not told.
 */
export const tellCandidate =
  (describe: News['forCandidate'], sendMail: Handler<'send-mail'>): Handler<'tell-candidate'> =>
  async ({ applicationId, version }, row) => {
    const news = await describe(applicationId, version)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'application-update', data }, row)
  }
