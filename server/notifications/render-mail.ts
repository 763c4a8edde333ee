import type { JobPayload } from '#protocol/jobs'
import { plainAddress } from './address.ts'
import { greetingOf, type Letter, oneLine } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import type { Mail } from './mail.ts'
import { templates } from './templates.ts'

/**
 * A mail from its template.
 * @param publicUrl where people reach ClearView
 */
export async function renderMail({ to, template, data }: JobPayload<'send-mail'>, publicUrl: string): Promise<Mail> {
  const base = publicUrl.replace(/\/+$/, '')
  const letter = templates[template].write({ ...data, sentTo: plainAddress(to) }, (path, token) =>
    token === undefined ? `${base}${path}` : `${base}${path}?token=${encodeURIComponent(token)}`,
  )
  return {
    to: plainAddress(to),
    subject: oneLine(letter.subject),
    text: letterText(letter),
    html: await letterHtml(letter),
    links: [letter.action.url, ...(letter.aside ? [letter.aside.url] : []), ...(letter.leave ? [letter.leave] : [])],
    ...(letter.leave ? { leave: letter.leave } : {}),
    attachments: letter.attachments ?? [],
  }
}

function letterText(letter: Letter): string {
  const { paragraphs, action, note, aside, leave } = letter
  const ending = leave ? [`To get no more of these mails:\n${leave}`] : []
  const beside = aside ? [`${aside.words}\n${aside.label}:\n${aside.url}`] : []
  return `${[greetingOf(letter), ...paragraphs, `${action.label}:\n${action.url}`, note, ...beside, ...ending, '-- \nClearView'].join('\n\n')}\n`
}
