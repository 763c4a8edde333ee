import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { messageOf } from '../../rest/call-error.ts'
import { useOpenConversation } from './conversation-context.ts'
import { JumpToNewest } from './jump-to-newest.tsx'
import classes from './message-list.module.css'
import { MessageRow } from './message-row.tsx'
import type { Row, ShownMessage } from './timeline.ts'
import { useMessageFocus } from './use-message-focus.ts'
import { useReading } from './use-reading.ts'
import { useRows } from './use-rows.ts'
import { dayInWords } from './words.ts'

export interface MessageListHandle {
  /** Brings the message of that number into view, once it is loaded, and lets it glow. */
  readonly show: (seq: number) => void
  readonly showNewest: () => void
}

/** Everything that was said, oldest first; only what is near the screen is in the page. */
export function MessageList(props: {
  ref: Ref<MessageListHandle>
  rows: readonly Row[]
  messages: readonly ShownMessage[]
  /** Where reading stopped; see `useConversation`. */
  line: number | null | undefined
  onWrite: () => void
}) {
  const { ref, rows, messages, line, onWrite } = props
  const { channel, hub, participants } = useOpenConversation()
  const { history, chat } = channel.view.get()
  const scroller = useRef<HTMLDivElement>(null)
  const focus = useMessageFocus(rows, scroller, onWrite)
  const virtual = useRows({ rows, scroller, keepIndex: focus.index, isSettled: line !== undefined })
  const { isAtEnd } = virtual
  const newsBelow = useReading({ messages, isAtEnd: isAtEnd && line !== undefined })
  const [glowing, setGlowing] = useState<number | null>(null)

  useImperativeHandle(ref, () => ({
    show: (seq) => {
      setGlowing(seq)
      virtual.want(seq)
    },
    showNewest: () => virtual.wantEnd(),
  }))
  useEffect(() => {
    if (glowing === null) return
    const timer = setTimeout(() => setGlowing(null), 2500)
    return () => clearTimeout(timer)
  }, [glowing])

  const hasMore = chat !== null && chat.from > 1
  const { isNearTop } = virtual
  useEffect(() => {
    if (isNearTop && hasMore && history.status === 'idle') void channel.loadOlder()
  }, [isNearTop, hasMore, history.status, channel])

  const lastOwn = messages.findLast((message) => message.isMine && !message.outgoing && !message.isDeleted)
  return (
    <div className={classes.frame}>
      {virtual.dayAtTop ? <p className={classes.dayAtTop}>{dayInWords(virtual.dayAtTop, new Date())}</p> : null}
      {history.status === 'loading' && isNearTop ? (
        <p className={classes.older}>Loading what was said before…</p>
      ) : null}
      {history.status === 'failed' ? (
        <p className={classes.older} role="alert">
          {messageOf(history.error)}{' '}
          <button type="button" className={classes.link} onClick={() => void channel.loadOlder()}>
            Try again
          </button>
        </p>
      ) : null}
      <div ref={scroller} className={classes.scroller}>
        <div className={classes.filler} />
        {messages.length === 0 ? <p className={classes.empty}>Nothing said yet. Say hello.</p> : null}
        <ol
          className={classes.rows}
          style={{ height: virtual.height }}
          aria-label="Messages"
          onKeyDown={focus.onKeyDown}
        >
          {virtual.items.map(({ index, key, start }) => {
            const row = rows[index]
            if (!row) return null
            return (
              <li
                key={key}
                ref={virtual.measure}
                data-index={index}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row.type === 'day' ? <p className={classes.day}>{dayInWords(row.at, new Date())}</p> : null}
                {row.type === 'new' ? <p className={classes.new}>New</p> : null}
                {row.type === 'message' ? (
                  <MessageRow
                    shown={row.shown}
                    isGrouped={row.isGrouped}
                    isGlowing={row.shown.seq === glowing}
                    isTabStop={focus.isTabStop(index)}
                    people={row.shown === lastOwn ? participants : null}
                    myId={hub.me.id}
                  />
                ) : null}
              </li>
            )
          })}
        </ol>
      </div>
      {isAtEnd ? null : <JumpToNewest news={newsBelow} onJump={virtual.wantEnd} />}
    </div>
  )
}
