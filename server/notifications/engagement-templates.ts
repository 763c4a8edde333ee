import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersName, StrangersWords, type Template, template } from './template.ts'

type EngagementTemplate = Extract<JobPayload<'send-mail'>['template'], `engagement-${string}`>

/** Mail about engagements of consultants. */
export const engagementTemplates: Readonly<Record<EngagementTemplate, Template>> = {
  'engagement-invitation': template(
    z.object({
      companyName: Line,
      inviterName: StrangersName,
      purpose: StrangersWords,
      email: z.string().default(''),
      account: z.enum(['known', 'new']).default('new'),
    }),
    ({ companyName, inviterName, purpose, email, account }, linkTo) => ({
      subject: `${companyName} invites you as a consultant`,
      name: '',
      paragraphs: [
        `${inviterName || 'Somebody'} of ${companyName} asks you to look at their hiring as a consultant for diversity, equity and inclusion.`,
        ...(purpose ? [`What they ask for: ${purpose}`] : []),
        'You see their pipeline without names, their figures and their postings, and talk with the team. You can end it at any time.',
        account === 'known'
          ? 'Sign in to accept or decline.'
          : 'Register with this address first; the invitation is there when you have confirmed it.',
      ],
      action:
        account === 'known'
          ? { label: 'See the invitation', url: linkTo('/') }
          : {
              label: 'Register as a consultant',
              url: linkTo(`/consultants/register?email=${encodeURIComponent(email)}`),
            },
      note: 'If you do not know who invites you, you can ignore this mail. Nobody is told whether you read it.',
    }),
  ),

  'engagement-answered': template(
    z.object({
      consultant: Line.default('The consultant'),
      answer: z.enum(['accepted', 'declined']).default('accepted'),
    }),
    ({ consultant, answer }, linkTo) => ({
      subject: `${consultant} ${answer} your invitation`,
      name: '',
      paragraphs: [
        answer === 'accepted'
          ? `${consultant} is your consultant now: they see the pipeline without names and the figures, and you can write to each other.`
          : `${consultant} does not want to be your consultant at present. You can invite somebody else.`,
      ],
      action: { label: 'Open consultants', url: linkTo('/consultants') },
      note: 'You get this mail because you sent the invitation.',
    }),
  ),

  'engagement-ended': template(
    z.object({ companyName: Line, history: z.enum(['open', 'closed']).default('closed') }),
    ({ companyName, history }, linkTo) => ({
      subject: `Your engagement with ${companyName} has ended`,
      name: '',
      paragraphs: [
        `${companyName} ended your engagement. You do not see their pipeline and figures any more.`,
        history === 'open'
          ? 'The conversation stays open to you for reading.'
          : 'The conversation is closed to you; they keep it for their records.',
      ],
      action: { label: 'See my engagements', url: linkTo('/') },
      note: 'Thank you for the work you did together.',
    }),
  ),

  'engagement-left': template(z.object({ consultant: Line.default('The consultant') }), ({ consultant }, linkTo) => ({
    subject: `${consultant} ended the engagement`,
    name: '',
    paragraphs: [
      `${consultant} is not your consultant any more and sees nothing of your hiring from now on.`,
      'Your team can still read the conversation.',
    ],
    action: { label: 'Open consultants', url: linkTo('/consultants') },
    note: 'You get this mail because you sent the invitation.',
  })),
}
