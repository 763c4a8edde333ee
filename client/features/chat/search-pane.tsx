import { CloseButton, Loader, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { endpoints } from '#protocol/chat'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './aside.module.css'
import { inWords } from './body-parts.ts'
import { useOpenConversation } from './conversation-context.ts'
import { markedParts } from './marked-parts.ts'
import { useClosingKey } from './use-closing-key.ts'

/** Finds what was said, and leads there. */
export function SearchPane({ onClose, onJump }: { onClose: () => void; onJump: (seq: number) => void }) {
  const { id } = useOpenConversation()
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const onKeyDown = useClosingKey(onClose)
  const search = useInfiniteQuery({
    queryKey: [endpoints.searchMessages.path, { conversationId: id }, q],
    queryFn: ({ pageParam, signal }) =>
      call(endpoints.searchMessages, {
        params: { conversationId: id },
        query: { q, limit: 30, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  })
  const found = q.length >= 2 ? (search.data?.pages.flatMap(({ items }) => items) ?? null) : null
  return (
    <aside className={classes.aside} aria-label="Search" onKeyDown={onKeyDown}>
      <header className={classes.head}>
        <h2 className={classes.title}>Search</h2>
        <CloseButton size={36} aria-label="Close the search" onClick={onClose} />
      </header>
      <div className={classes.scroller}>
        <TextInput
          data-autofocus
          autoFocus
          m={16}
          aria-label="Words to find"
          placeholder="Words to find"
          leftSection={<IconSearch size={18} stroke={1.75} />}
          rightSection={search.isFetching ? <Loader size={16} aria-label="Searching" /> : null}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div role="status" className={classes.count}>
          {search.error ? messageOf(search.error) : foundInWords(found?.length ?? null, search.hasNextPage)}
        </div>
        <ul className={classes.results}>
          {(found ?? []).map((message) => (
            <li key={message.id}>
              <button type="button" className={classes.result} onClick={() => onJump(message.seq)}>
                <span className={classes.resultHead}>
                  <strong>{message.sender.name}</strong> <TimeAgo at={message.at} />
                </span>
                <span className={classes.resultBody}>
                  {markedParts(inWords(message.body, window.location.origin), q).map((part, index) =>
                    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move.
                    part.isMarked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
        {search.hasNextPage ? (
          <button type="button" className={classes.moreResults} onClick={() => void search.fetchNextPage()}>
            Show more
          </button>
        ) : null}
      </div>
    </aside>
  )
}

function foundInWords(count: number | null, hasMore: boolean): string {
  if (count === null) return 'Letters match with and without accents.'
  if (count === 0) return 'Nothing was found. Try fewer or other words.'
  return `${count}${hasMore ? ' or more' : ''} ${count === 1 ? 'message' : 'messages'}, newest first`
}
