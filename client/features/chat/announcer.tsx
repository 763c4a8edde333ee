import { useEffect, useRef, useState } from 'react'
import { useOpenConversation } from './conversation-context.ts'
import type { ShownMessage } from './timeline.ts'
import { spoken } from './words.ts'

/** Says politely what others write while the conversation is open. */
export function Announcer({ messages }: { messages: readonly ShownMessage[] }) {
  const { hub } = useOpenConversation()
  const [words, setWords] = useState('')
  const last = useRef<number | null>(null)
  const newest = messages.findLast(({ outgoing }) => !outgoing)
  useEffect(() => {
    if (!newest) return
    const before = last.current
    last.current = newest.seq
    // What was there when it was opened is read, not announced.
    if (before === null || newest.seq <= before) return
    const news = messages.filter(({ seq, sender, outgoing }) => !outgoing && seq > before && sender.id !== hub.me.id)
    if (news.length > 0)
      setWords(
        news
          .slice(-3)
          .map((message) => spoken(message, window.location.origin))
          .join('. '),
      )
  }, [newest, messages, hub.me.id])
  return (
    <div className="cv-visually-hidden" aria-live="polite">
      {words}
    </div>
  )
}
