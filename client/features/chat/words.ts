import type { Conversation, Participant } from '#protocol/chat'
import { firstNameOf } from '../../ui/names.ts'
import { inWords } from './body-parts.ts'
import type { ShownMessage } from './timeline.ts'

/** Whom the conversation is with, from where I stand. */
export const titleOf = ({ consultant, employer }: Conversation, myId: string): string =>
  consultant.id === myId ? employer.companyName : consultant.name

/** `Ana`, `Ana and Ben`, `Ana, Ben and 2 others`. */
export function namesInWords(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? ''
  const shown = names.length > most ? names.slice(0, most - 1) : names
  const rest = names.length - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} others`
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/** `Ana is writing…` */
export function typingWords(typing: readonly string[], people: readonly Participant[]): string {
  const names = typing.flatMap((userId) => people.find(({ id }) => id === userId)?.name ?? [])
  if (names.length === 0) return ''
  return names.length === 1 ? `${names[0]} is writing…` : `${namesInWords(names.map(firstNameOf))} are writing…`
}

/** How far a message of mine that is stored has come. */
export function receiptOf(message: ShownMessage, people: readonly Participant[], myId: string): string {
  const readers = people.filter(({ id, readSeq }) => id !== myId && readSeq >= message.seq)
  return readers.length > 0 ? `Read by ${namesInWords(readers.map(({ name }) => firstNameOf(name)))}` : 'Sent'
}

/** What is said aloud of a message. */
export const spoken = ({ sender, body, attachments, isDeleted }: ShownMessage, origin: string): string => {
  if (isDeleted) return `${sender.name} deleted a message`
  const files = attachments.length > 0 ? `${attachments.length} ${attachments.length === 1 ? 'file' : 'files'}` : ''
  return `${sender.name}: ${[inWords(body, origin).slice(0, 300), files].filter(Boolean).join(', ')}`
}

/** One line of a message, to recognise it by. */
export const snippetOf = (
  { body, attachments, isDeleted }: Pick<ShownMessage, 'body' | 'attachments' | 'isDeleted'>,
  origin: string,
): string =>
  isDeleted
    ? 'A deleted message'
    : inWords(body, origin).replace(/\s+/g, ' ').slice(0, 120) || attachments.map(({ name }) => name).join(', ')

/** `Today`, `Yesterday`, `Tuesday, 3 March`. */
export function dayInWords(at: string, now: Date): string {
  const day = new Date(at)
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (day.toDateString() === now.toDateString()) return 'Today'
  if (day.toDateString() === yesterday.toDateString()) return 'Yesterday'
  return day.toLocaleDateString('en-GB', {
    ...{ weekday: 'long', day: 'numeric', month: 'long' },
    ...(day.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
  })
}

export const timeOf = (at: string): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
