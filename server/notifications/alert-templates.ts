import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersWords, type Template, template } from './template.ts'

type AlertTemplate = Extract<JobPayload<'send-mail'>['template'], 'alert-confirm' | 'job-alert'>

/** Mail to people who want to hear of new jobs. */
export const alertTemplates: Readonly<Record<AlertTemplate, Template>> = {
  'alert-confirm': template(
    z.object({ companyName: Line, filters: StrangersWords, token: z.string() }),
    ({ companyName, filters, token }, linkTo) => ({
      subject: `Confirm that you want to hear of new jobs at ${companyName}`,
      name: '',
      paragraphs: [
        `Somebody, you we hope, asked to be told at this address of new jobs at ${companyName}${filters ? ` (${filters})` : ''}.`,
        'With this link you say that it was you. Without it you get no further mail.',
      ],
      action: { label: 'Yes, tell me of new jobs', url: linkTo('/job-alerts/confirm', token) },
      note: 'The link ends after a week.',
    }),
  ),

  'job-alert': template(
    z.object({ companyName: Line, jobTitle: Line, location: Line.default(''), path: z.string(), leave: z.string() }),
    ({ companyName, jobTitle, location, path, leave }, linkTo) => ({
      subject: `New job at ${companyName}: ${jobTitle}`,
      name: '',
      paragraphs: [`${companyName} is looking for: ${jobTitle}${location ? ` (${location})` : ''}.`],
      action: { label: 'See the job', url: linkTo(path) },
      note: 'You asked for mail about new jobs that fit. You get one for each.',
      leave: linkTo('/job-alerts/leave', leave),
    }),
  ),
}
