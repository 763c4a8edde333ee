import { z } from 'zod'
import { Email, line, Time } from './common.ts'
import { get, post } from './contract.ts'
import { Demographics } from './demographics.ts'
import { FeedbackReport } from './feedback.ts'
import { ApplicationId, CandidateId, PostingId, ResumeId } from './ids.ts'
import { Name } from './names.ts'
import { Salary } from './postings.ts'

/** A posting as the public sees it. */
export const PublicPosting = z.object({
  id: PostingId,
  title: z.string(),
  description: z.string(),
  requirements: z.array(z.string()),
  salary: Salary.nullable(),
  location: z.string().nullable(),
  employmentType: z.string().nullable(),
  publishedAt: Time,
})
export type PublicPosting = z.infer<typeof PublicPosting>

const PublicEmployer = z.object({ companyName: z.string(), slug: z.string() })

/** Answers to the posting's questions: a list, or an object of question to answer. */
const Answers = z.union([
  z.array(z.strictObject({ question: line(500), answer: z.string().max(10_000) })).max(50),
  z.record(z.string().max(500), z.string().max(10_000)),
])

export const Apply = z.strictObject({
  name: Name,
  email: Email,
  phone: z.string().trim().max(40).optional(),
  resumeText: z.string().max(200_000).optional(),
  /** A file that was sent up before, by `uploadResume`. */
  resumeId: ResumeId.optional(),
  answers: Answers.optional(),
  source: z.string().trim().max(60).optional(),
  /** The voluntary questions: kept apart, for figures over many people alone. */
  demographics: Demographics.optional(),
})
export type Apply = z.infer<typeof Apply>

/** Where an application stands, in words a candidate understands. No name: the link may have reached somebody else. */
export const PortalView = z.object({
  companyName: z.string(),
  jobTitle: z.string(),
  appliedAt: Time,
  state: z.enum(['in_progress', 'on_hold', 'offer', 'hired', 'not_selected', 'withdrawn', 'job_closed']),
  headline: z.string(),
  next: z.string(),
  /** By when the candidate hears, as far as anything is promised. */
  replyBy: Time.nullable(),
  /** That time is over, and nothing was decided. */
  isLate: z.boolean(),
  /** What the team thought, once it has decided and enough people said something that nobody can be recognised. */
  feedback: FeedbackReport.nullable(),
  canWithdraw: z.boolean(),
  /** Withdrawn, and the job still takes applications. */
  canApplyAgain: z.boolean(),
  /** The link by which the candidate says how it was, once, after an interview or a decision. */
  answer: z
    .union([
      z.object({ state: z.literal('open'), token: z.string() }),
      z.object({ state: z.literal('given'), token: z.null() }),
    ])
    .nullable(),
})
export type PortalView = z.infer<typeof PortalView>

export const endpoints = {
  readCareers: get('/careers/:slug', {
    summary: 'The published postings of an employer.',
    access: 'public',
    result: z.object({ employer: PublicEmployer, jobs: z.array(PublicPosting) }),
  }),
  readPublicPosting: get('/careers/:slug/jobs/:jobId', {
    summary: 'One published posting.',
    access: 'public',
    result: PublicPosting.extend({ employer: PublicEmployer }),
  }),
  apply: post('/careers/:slug/jobs/:jobId/applications', {
    summary: 'Apply. The answer holds the secret link to the candidate portal, which is mailed too.',
    access: 'public',
    limit: 'apply',
    body: Apply,
    result: z.object({ applicationId: ApplicationId, candidateId: CandidateId, portalUrl: z.string() }),
    status: 201,
  }),
  uploadResume: post('/careers/:slug/jobs/:jobId/resumes', {
    summary: 'Send up a résumé (PDF, DOCX or text, at most 10 MiB) to name in the application within a day.',
    access: 'public',
    limit: 'apply',
    query: z.strictObject({ name: z.string().trim().min(1).max(200).default('resume') }),
    bytes: { most: 10 * 1024 * 1024 },
    /** `text`: what was read of it, so that the candidate sees what others will. */
    result: z.object({ resumeId: ResumeId, name: z.string(), text: z.string() }),
    status: 201,
  }),
  readPortal: get('/portal', {
    summary: 'Where my application stands (secret of the link in `X-Candidate-Token`).',
    access: 'candidate',
    limit: 'auth',
    result: PortalView,
  }),
  withdrawApplication: post('/portal/withdraw', {
    summary: 'Withdraw my application.',
    access: 'candidate',
    limit: 'auth',
    result: PortalView,
  }),
  applyAgain: post('/portal/apply-again', {
    summary: 'Send the application that I withdrew once more, as it was; it begins at the first stage.',
    access: 'candidate',
    limit: 'auth',
    result: PortalView,
  }),
}
