import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersName, type Template, template } from './template.ts'

type DecisionTemplate = Extract<JobPayload<'send-mail'>['template'], 'candidate-selected'>

/** Mail to the team about decisions. It holds code names and never a score: those stay where rights are live. */
export const decisionTemplates: Readonly<Record<DecisionTemplate, Template>> = {
  'candidate-selected': template(
    z.object({ name: StrangersName, by: StrangersName, code: Line, jobTitle: Line, path: z.string() }),
    ({ name, by, code, jobTitle, path }, linkTo) => ({
      subject: `${code} was selected for ${jobTitle}`,
      name,
      paragraphs: [
        `${by || 'A colleague'} selected ${code} for an interview about ${jobTitle}.`,
        'You are on the hiring team, so the interview may be yours to prepare.',
      ],
      action: { label: 'See the candidate', url: linkTo(path) },
      note: 'You get this mail because you are on the hiring team of this posting.',
    }),
  ),
}
