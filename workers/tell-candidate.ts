import type { News } from '../server/notifications/news.ts'
import type { Cause } from '../server/request-id.ts'
import type { Handler } from './run-row.ts'

/** Secret of the link by which the mail asks how it was; null: it does not ask. */
export type AskAlong = (about: { applicationId: string; version: number }, cause: Cause) => Promise<string | null>

/**
 * Tells a candidate where the application stands, once the time to undo the decision is over. What to tell is asked
 * at every attempt: a decision undone while the mail server was away is not told. A decision that ends it asks how it
 * was, too: two mails at once would be one too many for somebody who was just rejected.
 */
export const tellCandidate =
  (describe: News['forCandidate'], askAlong: AskAlong, sendMail: Handler<'send-mail'>): Handler<'tell-candidate'> =>
  async ({ applicationId, version }, row) => {
    const news = await describe(applicationId, version)
    if (!news) return
    const { to, isEnd, ...data } = news
    const answerToken = isEnd ? await askAlong({ applicationId, version }, row) : null
    const asking = answerToken === null ? {} : { answerToken }
    await sendMail({ to, template: 'application-update', data: { ...data, ...asking } }, row)
  }
