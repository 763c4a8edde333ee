import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersName, type Template, template } from './template.ts'

type ReportTemplate = Extract<JobPayload<'send-mail'>['template'], 'saved-report' | 'saved-report-empty'>

const About = z.object({ name: StrangersName, companyName: Line, reportName: Line, period: Line })

const note = 'You get this because your name is on the list of this report. On the page of reports it can be paused.'

/** Mail with a report, or saying that there was nothing to report. */
export const reportTemplates: Readonly<Record<ReportTemplate, Template>> = {
  'saved-report': template(About, ({ name, companyName, reportName, period }, linkTo) => ({
    subject: `${reportName} · ${companyName}`,
    name,
    paragraphs: [`Here is “${reportName}” for ${companyName}: ${period}.`, 'The report is attached to this mail.'],
    action: { label: 'Open the reports', url: linkTo('/reports') },
    note,
  })),
  'saved-report-empty': template(About, ({ name, companyName, reportName, period }, linkTo) => ({
    subject: `${reportName} · ${companyName}: nothing to report`,
    name,
    paragraphs: [`“${reportName}” for ${companyName} has nothing to say this time: ${period}.`],
    action: { label: 'Open the reports', url: linkTo('/reports') },
    note,
  })),
}
