import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import type { Participant } from '#protocol/chat'
import { type MentionQuery, mentionQuery, whoIsMeant, withMention } from './mention.ts'

const most = 6

export type Mention = ReturnType<typeof useMention>

/** Offers names while one is typed after an @; arrows choose, Enter or Tab takes, Escape leaves. */
export function useMention(options: {
  field: RefObject<HTMLTextAreaElement | null>
  people: readonly Participant[]
  body: string
  setBody: (text: string) => void
}) {
  const { field, people, body, setBody } = options
  const listId = useId()
  const [query, setQuery] = useState<MentionQuery | null>(null)
  const [active, setActive] = useState(0)
  const meant = query ? whoIsMeant(people, query).slice(0, most) : []
  const isOpen = meant.length > 0
  const at = Math.min(active, meant.length - 1)

  const look = () => {
    const element = field.current
    if (!element || element.selectionStart !== element.selectionEnd) return
    const next = mentionQuery(element.value, element.selectionStart)
    setQuery(next)
    if (next?.words !== query?.words) setActive(0)
  }
  const choose = ({ name }: Participant) => {
    const element = field.current
    if (!element || !query) return
    const { text, caret } = withMention(body, element.selectionStart, query, name)
    setBody(text)
    setQuery(null)
    requestAnimationFrame(() => {
      element.focus()
      element.setSelectionRange(caret, caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen) return false
    const person = meant[at]
    if (event.key === 'ArrowDown') setActive((at + 1) % meant.length)
    else if (event.key === 'ArrowUp') setActive((at - 1 + meant.length) % meant.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && person) choose(person)
    else if (event.key === 'Escape') setQuery(null)
    else return false
    event.preventDefault()
    return true
  }
  return {
    isOpen,
    people: meant,
    activeIndex: at,
    listId,
    activeId: `${listId}-${at}`,
    look,
    choose,
    close: () => setQuery(null),
    onKeyDown,
  }
}
