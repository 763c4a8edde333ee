import type { JobPayload } from '#protocol/jobs'
import type { InterviewNews } from '../server/interviews/describe-interview.ts'
import type { Handler } from './run-row.ts'

/** Null: something newer follows, or it is none of this person's business any more. */
export type DescribeInterview = (about: JobPayload<'tell-interview'>) => Promise<InterviewNews | null>

/** Tells one party of an interview. What is true now is asked at every attempt. */
export const tellInterview =
  (describe: DescribeInterview, sendMail: Handler<'send-mail'>): Handler<'tell-interview'> =>
  async (about, row) => {
    const news = await describe(about)
    if (news) await sendMail(news, row)
  }
