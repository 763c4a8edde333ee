import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { alertTemplates } from './alert-templates.ts'
import { answerTemplates, howItWas } from './answer-templates.ts'
import { chatTemplates } from './chat-templates.ts'
import { decisionTemplates } from './decision-templates.ts'
import { engagementTemplates } from './engagement-templates.ts'
import { interviewTemplates } from './interview-templates.ts'
import { notificationTemplates } from './notification-templates.ts'
import { reportTemplates } from './report-templates.ts'
import { Line, StrangersName, StrangersWords, type Template, template } from './template.ts'

type TemplateName = JobPayload<'send-mail'>['template']

const ignore = 'If this was not you, you can ignore this mail. Without the link nothing happens.'

/** Every kind of mail, by the name under which the outbox asks for it. */
export const templates: Readonly<Record<TemplateName, Template>> = {
  'verify-email': template(
    z.object({ name: StrangersName, companyName: StrangersName, token: z.string() }),
    ({ name, companyName, token }, linkTo) => ({
      subject: 'Confirm your email address',
      name,
      paragraphs: [
        companyName
          ? `Welcome to ClearView. You registered ${companyName} with this address.`
          : 'Welcome to ClearView.',
        'Please confirm that the address is yours. After that you can sign in.',
      ],
      action: { label: 'Confirm my address', url: linkTo('/verify-email', token) },
      note: ignore,
    }),
  ),

  'password-reset': template(z.object({ name: StrangersName, token: z.string() }), ({ name, token }, linkTo) => ({
    subject: 'Choose a new password',
    name,
    paragraphs: [
      'Somebody asked for a new password for your ClearView account.',
      'With this link you can choose one. Everybody who is signed in with the old password is signed out then.',
    ],
    action: { label: 'Choose a new password', url: linkTo('/reset-password', token) },
    note: 'If this was not you, you can ignore this mail. Your password stays as it is.',
  })),

  'second-factor-removed': template(
    z.object({ name: StrangersName, by: StrangersName, companyName: Line, reason: StrangersWords }),
    ({ name, by, companyName, reason }, linkTo) => ({
      subject: 'Your second factor was removed',
      name,
      paragraphs: [
        `${by || 'An administrator'} of ${companyName} removed the second factor of your ClearView account. You are signed out everywhere, and your password is enough to sign in.`,
        ...(reason ? [`The reason given: ${reason}`] : []),
        'Sign in and set up a new one as soon as you can.',
      ],
      action: { label: 'Sign in and set it up', url: linkTo('/account') },
      note: 'If you did not ask for this, choose a new password at once and tell another administrator of your company.',
    }),
  ),

  invitation: template(
    z.object({ companyName: Line, inviterName: StrangersName, role: Line, token: z.string() }),
    ({ companyName, inviterName, role, token }, linkTo) => ({
      subject: `Join ${companyName} on ClearView`,
      name: '',
      paragraphs: [
        `${inviterName || 'A colleague'} invites you to the hiring team of ${companyName}, as ${withArticle(role)}.`,
        'On ClearView the team writes job postings, meets candidates and decides together.',
      ],
      action: { label: 'Accept the invitation', url: linkTo('/invitation', token) },
      note: 'If you do not know who invites you, you can ignore this mail.',
    }),
  ),

  ...engagementTemplates,
  ...chatTemplates,
  ...decisionTemplates,
  ...interviewTemplates,
  ...answerTemplates,
  ...alertTemplates,
  ...notificationTemplates,
  ...reportTemplates,

  'application-received': template(
    z.object({ name: StrangersName, companyName: Line, jobTitle: Line, token: z.string() }),
    ({ name, companyName, jobTitle, token }, linkTo) => ({
      subject: `Your application for ${jobTitle} arrived`,
      name,
      paragraphs: [
        `Thank you for applying for ${jobTitle} at ${companyName}. Your application arrived safely.`,
        'Your own page shows at any time where it stands. Keep the link to yourself: whoever has it can open the page.',
      ],
      action: { label: 'See my application', url: linkTo('/portal', token) },
      note: `If you did not apply, somebody mistyped an address. You can withdraw the application on that page.`,
    }),
  ),

  'data-link': template(
    z.object({ name: StrangersName, companyName: Line, token: z.string() }),
    ({ name, companyName, token }, linkTo) => ({
      subject: `Your data at ${companyName}`,
      name,
      paragraphs: [
        `Somebody, you we hope, asked to see or delete all that ${companyName} has of you here.`,
        'You applied there more than once, so it takes this link, which nobody else gets. Keep it to yourself.',
      ],
      action: { label: 'See or delete my data', url: linkTo('/portal/data', token) },
      note: 'If this was not you, you can ignore this mail. Without the link nothing happens.',
    }),
  ),

  'application-update': template(
    z.object({
      name: StrangersName,
      companyName: Line,
      jobTitle: Line,
      headline: z.string(),
      next: z.string(),
      token: z.string(),
      answerToken: z.string().optional(),
    }),
    ({ name, companyName, jobTitle, headline, next, token, answerToken }, linkTo) => ({
      subject: `Your application for ${jobTitle} at ${companyName}`,
      name,
      paragraphs: [`There is news about your application for ${jobTitle} at ${companyName}.`, headline, next],
      action: { label: 'See my application', url: linkTo('/portal', token) },
      note: 'Keep the link to yourself: whoever has it can open your page.',
      ...(answerToken === undefined ? {} : { aside: howItWas(companyName, linkTo('/portal/answer', answerToken)) }),
    }),
  ),
}

function withArticle(role: string): string {
  const words = role.replaceAll('_', ' ')
  return `${/^[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`
}
