import { z } from 'zod'
import { Email } from './common.ts'
import { post } from './contract.ts'

const words = z.string().trim().max(100)

/** Which new jobs somebody wants to hear of; what is left out does not matter. */
export const AlertFilters = z.object({
  /** All of these words stand in the title or the description. */
  words: words.optional(),
  location: words.optional(),
  employmentType: words.optional(),
})
export type AlertFilters = z.infer<typeof AlertFilters>

const Token = z.strictObject({ token: z.string().min(1, 'Use the link from your mail.').max(200) })

export const endpoints = {
  subscribeToJobs: post('/careers/:slug/alerts', {
    summary: 'Ask to be told of new jobs. A mail with a link confirms it; the answer is the same for every address.',
    access: 'public',
    limit: 'apply',
    body: z.strictObject({ email: Email, ...AlertFilters.shape }),
    status: 202,
  }),
  confirmJobAlert: post('/job-alerts/confirm', {
    summary: 'Confirm it, by the secret of the mailed link.',
    access: 'public',
    limit: 'auth',
    body: Token,
  }),
  leaveJobAlert: post('/job-alerts/leave', {
    summary: 'Be told no more, by the secret of the link in every such mail.',
    access: 'public',
    limit: 'auth',
    body: Token,
  }),
}
