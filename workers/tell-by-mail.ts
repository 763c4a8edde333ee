import type { JobName, JobPayload } from '#protocol/jobs'
import type { Handler } from './run-row.ts'

/** What one person is to be told, by the names that the template has for it; null when it is no news any more. */
type Describe<Name extends JobName, Key extends string> = (
  about: JobPayload<Name>,
) => Promise<Record<Key | 'to', string> | null>

/** Tells one person by one mail. Whether it still is news, and theirs to know, is asked at every attempt. */
export const tellByMail =
  <Name extends JobName, Key extends string>(
    template: JobPayload<'send-mail'>['template'],
    describe: Describe<Name, Key>,
    sendMail: Handler<'send-mail'>,
  ): Handler<Name> =>
  async (about, row) => {
    const news = await describe(about)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template, data }, row)
  }
