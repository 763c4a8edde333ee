import type { ChatPerson } from '#protocol/chat'
import type { OutgoingView } from './outgoing.ts'
import type { Message } from './state.ts'

/** What stands in a list of messages, one below the other. */
export type Row =
  | { readonly type: 'day'; readonly key: string; readonly at: string }
  /** Everything below was not read when the conversation was opened. */
  | { readonly type: 'new'; readonly key: string }
  | { readonly type: 'message'; readonly key: string; readonly shown: ShownMessage; readonly isGrouped: boolean }

/** A message as it is shown: as stored, with what I did to it since, or one of mine that is not stored yet. */
export interface ShownMessage extends Message {
  readonly isMine: boolean
  /** Null once stored: then its numbers say how far it came. */
  readonly outgoing: OutgoingView | null
  /** A change of mine that is not stored yet. */
  readonly pendingChange: OutgoingView | null
}

/** Messages of one person within this time belong together. */
const groupTime = 5 * 60_000

/** Stored messages and the ones on their way; whatever is stored takes the place of what stood in for it. */
export function shownOf(
  messages: readonly Message[],
  outgoing: readonly OutgoingView[],
  me: ChatPerson,
): readonly ShownMessage[] {
  const changes = new Map<string, OutgoingView[]>()
  for (const one of outgoing) {
    if (one.intent.type === 'send') continue
    changes.set(one.intent.messageId, [...(changes.get(one.intent.messageId) ?? []), one])
  }
  const mine = new Set<string>()
  const stored = messages.map((message): ShownMessage => {
    const isMine = message.sender.id === me.id
    if (isMine) mine.add(message.clientMessageId)
    const shown = { ...message, isMine, outgoing: null, pendingChange: null }
    return (changes.get(message.id) ?? []).reduce(
      (before, change) => withPending(before, change, me),
      shown as ShownMessage,
    )
  })
  const waiting = outgoing.filter((one) => one.intent.type === 'send' && !mine.has(one.clientMessageId))
  return [...stored, ...waiting.map((one) => standIn(one, me))]
}

export interface RowsOptions {
  /** The first message is the first of all. */
  readonly isBeginning: boolean
  /** Messages that stood first when they were loaded: what was grouped before stays so when older ones come above. */
  readonly breaks: ReadonlySet<number>
  /** Where reading stopped when the conversation was opened; null: nothing was unread. */
  readonly readUpTo: number | null
}

/**
 * Day by day, grouped by sender, with a line where reading stopped. Older messages only add rows above: a line stands
 * between two messages that are both known, so that nothing that is being read moves.
 */
export function rowsOf(messages: readonly ShownMessage[], options: RowsOptions): readonly Row[] {
  const { isBeginning, breaks, readUpTo } = options
  const rows: Row[] = []
  let before: ShownMessage | null = null
  let isNewShown = readUpTo === null
  for (const shown of messages) {
    const isEdge = before === null && !isBeginning
    const startsDay = !isEdge && (before === null || dayOf(before.at) !== dayOf(shown.at))
    if (startsDay) rows.push({ type: 'day', key: `day ${dayOf(shown.at)}`, at: shown.at })
    const startsNew = !isNewShown && !shown.isMine && shown.seq > (readUpTo ?? 0)
    if (startsNew) {
      if (!isEdge) rows.push({ type: 'new', key: 'new' })
      isNewShown = true
    }
    const isGrouped = !startsDay && !startsNew && !breaks.has(shown.seq) && before !== null && belongs(before, shown)
    // One key for the stand-in and for what takes its place, so that the bubble on screen stays the same.
    rows.push({ type: 'message', key: `${shown.sender.id} ${shown.clientMessageId}`, shown, isGrouped })
    before = shown
  }
  return rows
}

const belongs = (before: ShownMessage, shown: ShownMessage): boolean =>
  before.sender.id === shown.sender.id &&
  !shown.replyTo &&
  !before.isDeleted &&
  Date.parse(shown.at) - Date.parse(before.at) < groupTime

const dayOf = (at: string): string => new Date(at).toDateString()

function standIn(outgoing: OutgoingView, me: ChatPerson): ShownMessage {
  const { intent, clientMessageId, at, seq } = outgoing
  const send = intent.type === 'send' ? intent : { body: '', replyTo: null, attachments: [] }
  return {
    // Nothing can be done to it under this id, and nothing is offered.
    id: clientMessageId as Message['id'],
    seq: seq ?? Number.MAX_SAFE_INTEGER,
    clientMessageId,
    sender: me,
    at,
    body: send.body,
    replyTo: send.replyTo,
    attachments: send.attachments,
    isEdited: false,
    isDeleted: false,
    reactions: [],
    isMine: true,
    outgoing,
    pendingChange: null,
  }
}

function withPending(shown: ShownMessage, change: OutgoingView, me: ChatPerson): ShownMessage {
  const { intent } = change
  // Refused: it is shown as it is, with the reason beside it.
  if (change.phase === 'failed') return { ...shown, pendingChange: change }
  if (intent.type === 'edit') return { ...shown, body: intent.body, isEdited: true, pendingChange: change }
  if (intent.type === 'delete') {
    return { ...shown, body: '', attachments: [], reactions: [], isDeleted: true, pendingChange: change }
  }
  return intent.type === 'react' ? { ...shown, reactions: react(shown, intent, me) } : shown
}

function react(
  { reactions }: ShownMessage,
  { emoji, on }: { emoji: string; on: boolean },
  me: ChatPerson,
): ShownMessage['reactions'] {
  const known = reactions.find((reaction) => reaction.emoji === emoji)
  const others = (known?.people ?? []).filter(({ id }) => id !== me.id)
  const people = on ? [...others, me] : others
  if (!known) return on ? [...reactions, { emoji, people }] : reactions
  return reactions.flatMap((reaction) => {
    if (reaction !== known) return reaction
    return people.length > 0 ? { emoji, people } : []
  })
}
