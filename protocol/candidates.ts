import { z } from 'zod'
import { Application } from './applications.ts'
import { Time } from './common.ts'
import { get, post } from './contract.ts'
import { CandidateId, UserId } from './ids.ts'

/** Who the candidate is: answered only to those it was revealed to. */
export const Identity = z.object({ name: z.string(), email: z.string(), phone: z.string().nullable() })

export const Candidate = z.object({
  id: CandidateId,
  /** Code name such as `Amber Heron · 7F`, the same for everyone at the employer. */
  code: z.string(),
  revealed: z.boolean(),
  identity: Identity.nullable(),
  applications: z.array(
    Application.extend({
      jobTitle: z.string(),
      /** Redacted while the candidate is not revealed to the reader. */
      resumeText: z.string().nullable(),
      answers: z.array(z.object({ question: z.string(), answer: z.string() })),
    }),
  ),
  /** Everybody the identity was revealed to: marked for ever. */
  reveals: z.array(z.object({ userId: UserId, at: Time, reason: z.string() })),
  version: z.number(),
})
export type Candidate = z.infer<typeof Candidate>

export const endpoints = {
  readCandidate: get('/employers/:employerId/candidates/:candidateId', {
    summary: 'A candidate, blind unless revealed to the person who asks.',
    access: { may: 'pipeline.read' },
    result: Candidate,
    versioned: true,
  }),
  revealCandidate: post('/employers/:employerId/candidates/:candidateId/reveal', {
    summary: 'Reveal who the candidate is to the person who asks; the reason is logged for ever.',
    access: { may: 'identity.reveal' },
    body: z.strictObject({
      reason: z.string().trim().min(3, 'Say in a few words why the identity is needed.').max(500),
    }),
    result: Candidate,
    versioned: true,
  }),
}

export const entries = {
  /** `jobIds`: the postings this candidate applied for, which decide who may know. */
  'candidate.revealed': z.object({
    candidateId: CandidateId,
    userId: UserId,
    jobIds: z.array(z.string()),
    version: z.number(),
  }),
}
