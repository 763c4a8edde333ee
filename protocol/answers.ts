import { z } from 'zod'
import { line, page, pageQuery } from './common.ts'
import { del, get, patch, post } from './contract.ts'
import { CandidateId, ResponseId } from './ids.ts'

/** What candidates say something about. Chosen by them, or recognised in their words. */
export const AnswerTheme = z.enum([
  'communication',
  'speed',
  'clarity',
  'respect',
  'interview',
  'task',
  'fairness',
  'access',
  'pay',
])
export type AnswerTheme = z.infer<typeof AnswerTheme>

/** Shown from so many people up, and so many at a time. */
export const fewestAnswers = 5

const Themes = z
  .array(AnswerTheme)
  .max(AnswerTheme.options.length)
  .refine((themes) => new Set(themes).size === themes.length, 'Name each theme once.')

/** What a candidate sends with their one-use link to the address of feedback. */
export const GiveAnswer = z.strictObject({
  candidateId: CandidateId,
  feedback: z
    .string('Say how it was for you.')
    .trim()
    .min(1, 'Say how it was for you.')
    .max(5000, 'At most 5,000 characters.'),
  /** How it was on the whole. */
  rating: z
    .number('Give a whole number from 1 to 5.')
    .int('Give a whole number from 1 to 5.')
    .min(1, 'The lowest is 1.')
    .max(5, 'The highest is 5.')
    .optional(),
  good: Themes.optional(),
  bad: Themes.optional(),
})
export type GiveAnswer = z.infer<typeof GiveAnswer>

/** A day, `2026-11-27`: never a time. */
const Day = z.iso.date()

/** One candidate's words, with nothing that says whose or when. */
export const CandidateAnswer = z.object({
  text: z.string(),
  rating: z.number().nullable(),
  good: z.array(AnswerTheme),
  bad: z.array(AnswerTheme),
})
export type CandidateAnswer = z.infer<typeof CandidateAnswer>

/** Answers of at least five people, released together and in no order. */
export const AnswerBatch = z.object({
  number: z.number(),
  releasedOn: Day,
  answers: z.array(CandidateAnswer),
})
export type AnswerBatch = z.infer<typeof AnswerBatch>

const ThemeCount = z.object({ theme: AnswerTheme, good: z.number(), bad: z.number(), mentions: z.number() })

export const AnswerTrends = z.object({
  /** All released answers. */
  total: z.number(),
  rating: z.number().nullable(),
  /** One a batch, the oldest first. */
  points: z.array(
    z.object({
      number: z.number(),
      releasedOn: Day,
      answers: z.number(),
      /** Average of those who gave one; null: nobody did. */
      rating: z.number().nullable(),
      themes: z.array(ThemeCount),
    }),
  ),
  /** Themes that came up in several batches, or that five answers name: the most frequent first. */
  recurring: z.array(ThemeCount.extend({ batches: z.number() })),
})
export type AnswerTrends = z.infer<typeof AnswerTrends>

/** "You said, we did": what candidates said and what the company changed, on its careers page. */
export const Response = z.object({
  id: ResponseId,
  said: z.string(),
  did: z.string(),
  publishedOn: Day,
  version: z.number(),
})
export type Response = z.infer<typeof Response>

const answers = '/employers/:employerId/candidate-answers'
const responses = '/employers/:employerId/responses'

export const endpoints = {
  listAnswers: get(answers, {
    summary: 'What candidates say of the process: released in batches of five people or more, the newest batch first.',
    access: { may: 'figures.read' },
    query: z.strictObject(pageQuery),
    result: page(AnswerBatch).extend({ fewest: z.number() }),
  }),
  readAnswerTrends: get(`${answers}/trends`, {
    summary: 'How the answers of candidates change from batch to batch, and what keeps coming up.',
    access: { may: 'figures.read' },
    result: AnswerTrends,
  }),
  listResponses: get(responses, {
    summary: '"You said, we did": the notes on the careers page, the newest first.',
    access: { may: 'figures.read' },
    query: z.strictObject(pageQuery),
    result: page(Response),
  }),
  addResponse: post(responses, {
    summary: 'Say on the careers page what candidates said and what was changed.',
    access: { may: 'answers.respond' },
    body: z.strictObject({ said: line(500), did: line(1000) }),
    result: Response,
    status: 201,
    versioned: true,
  }),
  editResponse: patch(`${responses}/:responseId`, {
    summary: 'Change such a note.',
    access: { may: 'answers.respond' },
    body: z.strictObject({ said: line(500).optional(), did: line(1000).optional() }),
    result: Response,
    versioned: true,
  }),
  removeResponse: del(`${responses}/:responseId`, {
    summary: 'Take such a note off the careers page.',
    access: { may: 'answers.respond' },
    versioned: true,
  }),
}

export const entries = {
  /** A batch can be read. Nothing tells of the answers before that, neither their number nor their times. */
  'feedback.released': z.object({ batch: z.number(), answers: z.number() }),
  'response.saved': z.object({ responseId: ResponseId, version: z.number() }),
  'response.removed': z.object({ responseId: ResponseId, version: z.number() }),
}
