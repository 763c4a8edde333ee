import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersName, type Template, template } from './template.ts'

type NotificationTemplate = Extract<
  JobPayload<'send-mail'>['template'],
  'notification' | 'notification-digest' | 'webhook-disabled'
>

const note = 'You can choose what is mailed to you, and when, on the page of notifications.'

/** Mail to the team about what happened. It holds code names, and leads to where rights are live. */
export const notificationTemplates: Readonly<Record<NotificationTemplate, Template>> = {
  notification: template(
    z.object({ name: StrangersName, title: Line, path: z.string() }),
    ({ name, title, path }, linkTo) => ({
      subject: title,
      name,
      paragraphs: [`${title}.`],
      action: { label: 'See it on ClearView', url: linkTo(path) },
      note,
    }),
  ),

  'notification-digest': template(
    z.object({ name: StrangersName, count: Line, lines: z.string(), more: Line }),
    ({ name, count, lines, more }, linkTo) => ({
      subject: count === '1' ? 'One thing is new on ClearView' : `${count} things are new on ClearView`,
      name,
      paragraphs: [
        ...lines.split('\n').map((line) => `• ${Line.parse(line)}`),
        ...(more === '0' ? [] : [`And ${more} more.`]),
      ],
      action: { label: 'See them on ClearView', url: linkTo('/') },
      note,
    }),
  ),

  'webhook-disabled': template(
    z.object({ name: StrangersName, host: Line, reason: Line }),
    ({ name, host, reason }, linkTo) => ({
      subject: `The webhook to ${host} was switched off`,
      name,
      paragraphs: [
        `Calls of the webhook to ${host} failed for long, so it was switched off. The last answer was: ${reason}.`,
        'Once its receiver works, switch it on again. What failed is in its log and can be sent again.',
      ],
      action: { label: 'See the webhook', url: linkTo('/settings/webhooks') },
      note: 'You get this mail because you administer the company on ClearView.',
    }),
  ),
}
