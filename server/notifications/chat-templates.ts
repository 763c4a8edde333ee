import { z } from 'zod'
import type { JobPayload } from '#protocol/jobs'
import { Line, StrangersName, type Template, template } from './template.ts'

type ChatTemplate = Extract<JobPayload<'send-mail'>['template'], 'unread-messages'>

/** Mail about conversations. It never holds what was written: that stays where rights are live. */
export const chatTemplates: Readonly<Record<ChatTemplate, Template>> = {
  'unread-messages': template(
    z.object({
      name: StrangersName,
      companyName: Line,
      /** One name a line. */
      senders: z.string().default(''),
      count: Line.default('1'),
      conversationId: Line.default(''),
    }),
    ({ name, companyName, senders, count, conversationId }, linkTo) => {
      const messages =
        count === '1' ? 'A message waits for you' : `${count === 'many' ? 'Many' : count} messages wait for you`
      const from = listed(senders.split('\n').flatMap((one) => StrangersName.parse(one) || []))
      return {
        subject: `${messages} on ClearView`,
        name,
        paragraphs: [`${messages} in the conversation about ${companyName}${from ? `, from ${from}` : ''}.`],
        action: { label: 'Read and answer', url: linkTo(`/messages/${encodeURIComponent(conversationId)}`) },
        note: 'You get one mail until you have read them. You can change that in the conversation.',
      }
    },
  ),
}

/** `Ana`, `Ana and Ben`, `Ana, Ben and others`. */
function listed([first, second, ...others]: readonly string[]): string {
  if (second === undefined) return first ?? ''
  return others.length === 0 ? `${first} and ${second}` : `${first}, ${second} and others`
}
