import type { Handler } from './run-row.ts'

/** What a candidate is told after a decision, in words meant for them. */
export interface CandidateNews {
  readonly to: string
  readonly name: string
  readonly companyName: string
  readonly jobTitle: string
  readonly headline: string
  readonly next: string
  /** Opens the candidate's own page. */
  readonly token: string
}

/** Null: the decision was undone or another came after it, so there is nothing to tell. */
export type DescribeForCandidate = (applicationId: string, version: number) => Promise<CandidateNews | null>

/**
 * Tells a candidate where the application stands, once the time to undo the decision is over. What to tell is asked
 * at every attempt: a decision undone while the mail server was away is not told.
 */
export const tellCandidate =
  (describe: DescribeForCandidate, sendMail: Handler<'send-mail'>): Handler<'tell-candidate'> =>
  async ({ applicationId, version }, row) => {
    const news = await describe(applicationId, version)
    if (!news) return
    const { to, ...data } = news
    await sendMail({ to, template: 'application-update', data }, row)
  }
