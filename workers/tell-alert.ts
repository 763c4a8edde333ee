import { sent } from '../server/alerts/repository.ts'
import type { News } from '../server/notifications/news.ts'
import type { Scope } from '../server/store/scope.ts'
import type { Handler } from './run-row.ts'

/**
 * Tells a subscriber of a posting. Whether it is still public, and they still want to hear, is asked at every attempt: of
 * one that is paused they hear when it is published again.
 */
export const tellAlert =
  (scope: () => Scope, describe: News['alert'], sendMail: Handler<'send-mail'>): Handler<'tell-alert'> =>
  async (about, row) => {
    const news = await describe(about)
    if (news === null) return
    if (news === 'not-public') return sent.forget(scope(), about.jobId, about.subscriberId)
    const { to, ...data } = news
    await sendMail({ to, template: 'job-alert', data }, row)
  }
