import { useEffect, useMemo, useState } from 'react'
import type { Conversation } from '#protocol/chat'
import type { ConversationId } from '#protocol/ids'
import { useStored } from './current-hub.ts'
import type { ChatHub } from './hub.ts'
import { messagesOf } from './state.ts'
import { rowsOf, type ShownMessage, shownOf } from './timeline.ts'

/** Everything a page shows of one conversation, kept by its entries and by what is on its way out. */
export function useConversation(hub: ChatHub, id: ConversationId, conversation: Conversation | null) {
  const channel = useMemo(() => hub.open(id), [hub, id])
  const view = useStored(channel.view)
  const outgoing = useStored(hub.outbox.view)
  const { chat } = view
  const messages = useMemo(
    () =>
      shownOf(
        chat ? messagesOf(chat) : [],
        outgoing.filter(({ conversationId }) => conversationId === id),
        hub.me,
      ),
    [chat, outgoing, id, hub.me],
  )
  const isLoaded = chat !== null && (messages.length > 0 || view.history.status !== 'loading')
  const mine = view.participants.find((one) => one.id === hub.me.id)
  const line = useUnreadLine({ readSeq: conversation?.readSeq ?? mine?.readSeq ?? null, messages, isLoaded })
  const readUpTo = line ?? null
  const first = messages[0]?.seq
  const [breaks, setBreaks] = useState<ReadonlySet<number>>(new Set())
  if (first !== undefined && !breaks.has(first)) setBreaks(new Set(breaks).add(first))
  const isBeginning = chat !== null && chat.from <= 1
  const rows = useMemo(
    () => rowsOf(messages, { isBeginning, breaks, readUpTo }),
    [messages, isBeginning, breaks, readUpTo],
  )
  return { channel, view, messages, rows, isLoaded, line }
}

/**
 * Where reading stopped: taken when the conversation is opened, and again whenever the page is left for another window,
 * so that the line stands still while somebody reads and is right when they come back. Null: nothing was unread;
 * undefined: not known yet, and nothing may be marked as read before it is.
 */
function useUnreadLine(options: {
  readSeq: number | null
  messages: readonly ShownMessage[]
  isLoaded: boolean
}): number | null | undefined {
  const { readSeq, messages, isLoaded } = options
  const [line, setLine] = useState<number | null | undefined>(undefined)
  const isUnread = messages.some(({ isMine, outgoing, seq }) => !isMine && !outgoing && seq > (readSeq ?? 0))
  if (line === undefined && readSeq !== null && isLoaded) setLine(isUnread ? readSeq : null)
  useEffect(() => {
    const leave = () => {
      if (!isUnread) setLine(readSeq)
    }
    window.addEventListener('blur', leave)
    return () => window.removeEventListener('blur', leave)
  }, [readSeq, isUnread])
  return line
}
