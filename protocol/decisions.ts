import { z } from 'zod'
import { Application, ApplicationStatus } from './applications.ts'
import { line, page, pageQuery, Time } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { CandidateId, DecisionId, PostingId, UserId } from './ids.ts'

/** How convincing the candidate was, from 1 to 5. */
export const Score = z
  .number('Give the score as a whole number from 1 to 5.')
  .int('Give the score as a whole number from 1 to 5.')
  .min(1, 'The lowest score is 1.')
  .max(5, 'The highest score is 5.')

export const DecisionKind = z.enum([
  'selected',
  'unselected',
  'moved',
  'held',
  'resumed',
  'rejected',
  'withdrawn',
  'hired',
])
export type DecisionKind = z.infer<typeof DecisionKind>

const Standing = z.object({ stage: z.string(), status: ApplicationStatus })

/** One line of an application's log: who decided what, when and why. */
export const Decision = z.object({
  id: DecisionId,
  kind: DecisionKind,
  /** Null: the candidate. */
  by: UserId.nullable(),
  at: Time,
  from: Standing,
  to: Standing,
  /** Of a selection; null also when the reader may not see it. */
  score: z.number().nullable(),
  /** The employer's words for why, where one of its reasons was chosen. */
  reasonLabel: z.string().nullable(),
  /** In the decider's own words; redacted while the candidate is not revealed to the reader. */
  reason: z.string().nullable(),
  lookAgainAt: Time.nullable(),
})
export type Decision = z.infer<typeof Decision>

const Reason = z.object({ id: z.string(), label: z.string() })

/** How an employer decides. */
export const HiringSettings = z.object({
  rejectionReasons: z.array(Reason),
  /** Whether a rejection needs a reason. */
  reasonRequired: z.boolean(),
  version: z.number(),
})
export type HiringSettings = z.infer<typeof HiringSettings>

/** What is given here takes the place of what was; a reason without an id is new. */
const EditHiringSettings = z
  .strictObject({
    rejectionReasons: z
      .array(z.strictObject({ id: z.string().min(1).max(40).optional(), label: line(120) }))
      .max(30)
      .refine(
        (reasons) => new Set(reasons.map(({ label }) => label.toLowerCase())).size === reasons.length,
        'Two reasons read the same.',
      ),
    reasonRequired: z.boolean('Say true or false.'),
  })
  .partial()
export type EditHiringSettings = z.infer<typeof EditHiringSettings>

const settings = '/employers/:employerId/hiring-settings'

export const endpoints = {
  selectCandidate: post('/employers/:employerId/select-candidate', {
    summary:
      'Choose a candidate for interviews, with a score. An application before the interview enters it; selecting again changes the score.',
    access: { may: 'application.move' },
    body: z.strictObject({ candidateId: CandidateId, jobId: PostingId, score: Score }),
    result: Application.extend({ score: z.number() }),
    versioned: true,
  }),
  takeBackSelection: del('/employers/:employerId/applications/:applicationId/selection', {
    summary: 'Take a selection back: the application returns to where it was selected, unless it went on.',
    access: { may: 'application.move' },
    result: Application,
    versioned: true,
  }),
  listDecisions: get('/employers/:employerId/applications/:applicationId/decisions', {
    summary: 'The decision log of an application, newest first.',
    access: { may: 'pipeline.read' },
    query: z.strictObject(pageQuery),
    result: page(Decision),
  }),
  readHiringSettings: get(settings, {
    summary: 'The reasons for rejections, and whether one is needed.',
    access: { may: 'pipeline.read' },
    result: HiringSettings,
    versioned: true,
  }),
  editHiringSettings: patch(settings, {
    summary:
      'Change the reasons for rejections, or whether one is needed. A reason that is left out is offered no more.',
    access: { may: 'organisation.manage' },
    body: EditHiringSettings,
    result: HiringSettings,
    versioned: true,
  }),
}

export const entries = {
  'hiring.settings-changed': z.object({ version: z.number() }),
}
