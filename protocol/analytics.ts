import { z } from 'zod'
import { Time } from './common.ts'
import { get } from './contract.ts'

/** The figures of requirement 4. Rates are of all applications, as whole per cent; `0%` when there are none. */
export const Analytics = z.object({
  jobPostings: z.object({ total: z.number(), active: z.number(), applications: z.number() }),
  candidateEngagement: z.object({ viewRate: z.string(), interviewRate: z.string() }),
  /** Active applications by kind of stage. */
  pipeline: z.array(z.object({ kind: z.string(), active: z.number() })),
  asOf: Time,
})
export type Analytics = z.infer<typeof Analytics>

export const endpoints = {
  readAnalytics: get('/employers/:employerId/analytics', {
    summary: 'Key figures, up to date with the last change.',
    access: { may: 'figures.read' },
    result: Analytics,
  }),
}
