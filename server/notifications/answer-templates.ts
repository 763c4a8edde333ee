import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersName, type Template, template } from './template.ts'

type AnswerTemplate = Extract<JobPayload<'send-mail'>['template'], 'answer-asked'>

/** Mail that asks a candidate how it was. */
export const answerTemplates: Readonly<Record<AnswerTemplate, Template>> = {
  'answer-asked': template(
    z.object({ name: StrangersName, companyName: Line, jobTitle: Line, token: z.string() }),
    ({ name, companyName, jobTitle, token }, linkTo) => ({
      subject: `How was it to apply at ${companyName}?`,
      name,
      paragraphs: [
        `You applied for ${jobTitle} at ${companyName}. What went well, and what should be better?`,
        'Your answer is kept without your name, without a time and without any link to you. It is shown only together with those of at least four other people.',
      ],
      action: { label: 'Say how it was', url: linkTo('/portal/answer', token) },
      note: 'The link works once. What you say changes nothing about your application, whatever it is.',
    }),
  ),
}
