import { CloseButton, Loader } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { endpoints } from '#protocol/chat'
import type { MessageId } from '#protocol/ids'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useMatches } from '../../ui/use-matches.ts'
import classes from './aside.module.css'
import { Composer, type ComposerHandle } from './composer.tsx'
import { ConversationActions } from './conversation-actions.ts'
import { ConversationContext, useOpenConversation } from './conversation-context.ts'
import { useStored } from './current-hub.ts'
import { MessageRow } from './message-row.tsx'
import { threadOf } from './state.ts'
import { shownOf } from './timeline.ts'
import { useAsideFocus } from './use-aside-focus.ts'
import { useClosingKey } from './use-closing-key.ts'

/** A message and what was said about it, beside the conversation or, on a phone, above it. */
export function ThreadPane({ rootId, onClose }: { rootId: MessageId; onClose: () => void }) {
  const context = useOpenConversation()
  const { hub, id, channel, participants, access } = context
  const { chat } = useStored(channel.view)
  const outgoing = useStored(hub.outbox.view)
  const composer = useRef<ComposerHandle>(null)
  const pane = useRef<HTMLElement>(null)
  const end = useRef<HTMLDivElement>(null)
  // On a phone the keyboard would cover what one came to read.
  const isPhone = useMatches('(max-width: 47.99em)')
  const writes = access === 'write' && !isPhone
  useAsideFocus(writes ? composer : pane, access !== null)
  const { error, retry } = useThread(rootId)
  const onKeyDown = useClosingKey(onClose)
  const inside = useMemo(() => {
    const actions = new ConversationActions(hub, id, {
      openThread: () => composer.current?.focus(),
      edit: (message) => composer.current?.edit(message),
    })
    return { ...context, actions }
  }, [context, hub, id])

  const messages = useMemo(() => {
    const isHere = ({ conversationId, intent }: (typeof outgoing)[number]) =>
      conversationId === id && (intent.type !== 'send' || intent.replyTo === rootId)
    return shownOf(chat ? threadOf(chat, rootId) : [], outgoing.filter(isHere), hub.me)
  }, [chat, outgoing, id, rootId, hub.me])
  const count = messages.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further reply is brought into view.
  useEffect(() => {
    // Newer browsers answer a promise, which is no clean-up.
    void end.current?.scrollIntoView({ block: 'nearest' })
  }, [count])

  const hasRoot = messages[0]?.id === rootId
  const lastOwn = messages.findLast((message) => message.isMine && !message.outgoing && !message.isDeleted)
  return (
    <ConversationContext value={inside}>
      <aside ref={pane} className={classes.aside} aria-label="Thread" tabIndex={-1} onKeyDown={onKeyDown}>
        <header className={classes.head}>
          <h2 className={classes.title}>Thread</h2>
          <CloseButton size={36} aria-label="Close the thread" onClick={onClose} />
        </header>
        <div className={classes.scroller}>
          {error && !hasRoot ? (
            <ErrorState compact title="The thread did not come" message={messageOf(error)} retry={retry} />
          ) : null}
          {!hasRoot && !error ? (
            <Loader size="sm" className={classes.loader ?? ''} aria-label="Loading the thread" />
          ) : null}
          <ol className={classes.messages} aria-label="Messages of the thread">
            {messages.map((shown, index) => (
              <li key={`${shown.sender.id} ${shown.clientMessageId}`}>
                <MessageRow
                  shown={shown}
                  isGrouped={false}
                  isTabStop={index === messages.length - 1}
                  people={shown === lastOwn && index > 0 ? participants : null}
                  myId={hub.me.id}
                  isInThread
                />
                {index === 0 && hasRoot ? (
                  <p className={classes.count}>
                    {count === 1 ? 'No replies yet' : count === 2 ? '1 reply' : `${count - 1} replies`}
                  </p>
                ) : null}
              </li>
            ))}
          </ol>
          <div ref={end} />
        </div>
        {access === 'write' ? (
          <Composer
            ref={composer}
            place={`${id}.${rootId}`}
            label="Reply"
            replyTo={rootId}
            lastOwn={() => lastOwn ?? null}
            onSent={() => undefined}
          />
        ) : null}
      </aside>
    </ConversationContext>
  )
}

/** A thread may have begun before what is loaded of the conversation. */
function useThread(rootId: MessageId) {
  const { channel, id } = useOpenConversation()
  const [error, setError] = useState<unknown>(null)
  const [attempt, setAttempt] = useState(0)
  const isPlaced = useStored(channel.view).chat !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt reads again.
  useEffect(() => {
    if (!isPlaced) return
    const leaving = new AbortController()
    const params = { conversationId: id, messageId: rootId }
    call(endpoints.readThread, { params, signal: leaving.signal }).then(
      ({ entries }) => {
        setError(null)
        channel.learn(entries)
      },
      (reason: unknown) => {
        if (!leaving.signal.aborted) setError(reason)
      },
    )
    return () => leaving.abort()
  }, [channel, id, rootId, isPlaced, attempt])
  return { error, retry: () => setAttempt(attempt + 1) }
}
