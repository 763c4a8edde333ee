import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import type { Letter } from './letter.ts'
import { Line, StrangersName, type Template, template } from './template.ts'

type AnswerTemplate = Extract<JobPayload<'send-mail'>['template'], 'answer-asked'>

const promise =
  'Your answer is kept without your name, without a time and without any link to you. It is shown only together with those of at least four other people.'

/** The same question at the end of a mail that tells of a decision: there for whoever wants it, and in nobody's way. */
export const howItWas = (companyName: string, url: string): NonNullable<Letter['aside']> => ({
  words: `If you like, say how it was to apply at ${companyName}, today or in some weeks. ${promise}`,
  label: 'Say how it was',
  url,
})

/** Mail that asks a candidate how it was. */
export const answerTemplates: Readonly<Record<AnswerTemplate, Template>> = {
  'answer-asked': template(
    z.object({ name: StrangersName, companyName: Line, jobTitle: Line, token: z.string() }),
    ({ name, companyName, jobTitle, token }, linkTo) => ({
      subject: `How was it to apply at ${companyName}?`,
      name,
      paragraphs: [
        `You applied for ${jobTitle} at ${companyName}. What went well, and what should be better?`,
        promise,
      ],
      action: { label: 'Say how it was', url: linkTo('/portal/answer', token) },
      note: 'The link works once. What you say changes nothing about your application, whatever it is.',
    }),
  ),
}
