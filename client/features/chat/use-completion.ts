import { type KeyboardEvent, type ReactNode, type RefObject, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { completed, type Query, queryAt } from './completion.ts'

/** What is offered for what is typed after a sign. */
export interface Completer<Item> {
  readonly pattern: RegExp
  /** In the order shown, a handful at most. */
  readonly find: (words: string) => readonly Item[]
  /** What stands in the text instead. */
  readonly textOf: (item: Item) => string
  /** Said in place of items while there are none to offer yet; null: nothing is offered. */
  readonly note?: string | null
  readonly render: (item: Item) => ReactNode
  readonly keyOf: (item: Item) => string
  /** Of the list, for those who hear it. */
  readonly label: string
}

export type Completion = ReturnType<typeof useCompletion>

/** Offers what can be meant while it is typed; arrows choose, Enter or Tab takes, Escape leaves. */
export function useCompletion<Item>(options: {
  field: RefObject<HTMLTextAreaElement | null>
  query: Query | null
  setQuery: (query: Query | null) => void
  body: string
  setBody: (text: string) => void
  completer: Completer<Item>
}) {
  const { field, query, setQuery, body, setBody, completer } = options
  const { pattern, find, textOf, note = null, render, keyOf, label } = completer
  const listId = useId()
  const [active, setActive] = useState(0)
  const items = query ? find(query.words) : []
  const at = Math.min(active, items.length - 1)

  const look = () => {
    const element = field.current
    if (!element || element.selectionStart !== element.selectionEnd) return
    const next = queryAt(pattern, element.value, element.selectionStart)
    setQuery(next)
    if (next?.words !== query?.words) setActive(0)
  }
  const choose = (item: Item) => {
    const element = field.current
    if (!element || !query) return
    const { text, caret } = completed(body, element.selectionStart, query, textOf(item))
    // At once: the next letter is written behind it.
    flushSync(() => {
      setBody(text)
      setQuery(null)
    })
    element.focus()
    element.setSelectionRange(caret, caret)
  }
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!query || (items.length === 0 && note === null)) return false
    const item = items[at]
    if (event.key === 'Escape') setQuery(null)
    else if (item === undefined) return false
    else if (event.key === 'ArrowDown') setActive((at + 1) % items.length)
    else if (event.key === 'ArrowUp') setActive((at - 1 + items.length) % items.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(item)
    else return false
    event.preventDefault()
    return true
  }
  return {
    isOpen: items.length > 0,
    note: query && items.length === 0 ? note : null,
    label,
    listId,
    activeId: `${listId}-${at}`,
    options: items.map((item, index) => ({
      key: keyOf(item),
      id: `${listId}-${index}`,
      isActive: index === at,
      content: render(item),
      choose: () => choose(item),
    })),
    look,
    close: () => setQuery(null),
    onKeyDown,
  }
}
