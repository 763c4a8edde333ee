import { useEffect, useState } from 'react'
import { whenSeenAgain } from '../../live/when-seen-again.ts'
import { useOpenConversation } from './conversation-context.ts'
import type { ShownMessage } from './timeline.ts'

const isLooking = () => document.visibilityState === 'visible' && document.hasFocus()

/** Marks as read what stands before somebody's eyes; answers how many messages of others have come below. */
export function useReading({ messages, isAtEnd }: { messages: readonly ShownMessage[]; isAtEnd: boolean }): number {
  const { hub, id } = useOpenConversation()
  const newest = messages.findLast(({ outgoing }) => !outgoing)?.seq ?? 0
  const [seenUpTo, setSeenUpTo] = useState(newest)
  if (isAtEnd && seenUpTo < newest) setSeenUpTo(newest)
  useEffect(() => {
    if (!isAtEnd || newest === 0) return
    const read = () => {
      if (isLooking()) hub.markRead(id, newest)
    }
    read()
    return whenSeenAgain(read)
  }, [hub, id, isAtEnd, newest])
  return messages.filter(({ seq, isMine, outgoing }) => !isMine && !outgoing && seq > seenUpTo).length
}
