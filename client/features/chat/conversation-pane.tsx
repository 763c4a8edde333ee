import { useEffect, useMemo, useRef } from 'react'
import type { Conversation } from '#protocol/chat'
import type { ConversationId } from '#protocol/ids'
import { CallError, messageOf } from '../../rest/call-error.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { useMatches } from '../../ui/use-matches.ts'
import { Announcer } from './announcer.tsx'
import { Composer, type ComposerHandle } from './composer.tsx'
import { ConversationActions } from './conversation-actions.ts'
import { ConversationContext } from './conversation-context.ts'
import { ConversationHead } from './conversation-head.tsx'
import classes from './conversation-pane.module.css'
import type { ChatHub } from './hub.ts'
import { MessageList, type MessageListHandle } from './message-list.tsx'
import { ReadOnlyNote } from './read-only-note.tsx'
import { SearchPane } from './search-pane.tsx'
import { MessagesSkeleton } from './skeletons.tsx'
import { ThreadPane } from './thread-pane.tsx'
import { TypingLine } from './typing-line.tsx'
import { useChatAddress } from './use-chat-address.ts'
import { useConversation } from './use-conversation.ts'
import { titleOf } from './words.ts'

/** One conversation: what was said, who is there, and where to write. */
export function ConversationPane(props: { hub: ChatHub; id: ConversationId; conversation: Conversation | null }) {
  const { hub, id, conversation } = props
  const { channel, view, messages, rows, isLoaded, line } = useConversation(hub, id, conversation)
  const address = useChatAddress(id)
  const list = useRef<MessageListHandle>(null)
  const composer = useRef<ComposerHandle>(null)
  const isPhone = useMatches('(max-width: 47.99em)')
  const actions = useMemo(
    () =>
      new ConversationActions(hub, id, {
        openThread: address.openThread,
        edit: (message) => composer.current?.edit(message),
      }),
    [hub, id, address.openThread],
  )
  const context = useMemo(
    () => ({
      hub,
      id,
      channel,
      actions,
      participants: view.participants,
      access: view.access,
      employer: conversation?.employer ?? null,
    }),
    [hub, id, channel, actions, view.participants, view.access, conversation?.employer],
  )
  // On a wide screen one comes here to write; on a phone the keyboard would cover what one came to read.
  useEffect(() => {
    if (isPhone || view.access !== 'write') return
    // The page takes the focus for what was opened only after this.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement?.id === 'main') composer.current?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [isPhone, view.access])

  const title = conversation ? titleOf(conversation, hub.me.id) : 'Conversation'
  const isGone = view.follower === 'refused' || (view.history.status === 'failed' && isRefusal(view.history.error))
  if (isGone) {
    return (
      <ErrorState
        title="This conversation is not open to you"
        message="The engagement may have ended, or you were taken out of it. Your other conversations are on the left."
      />
    )
  }
  const jump = async (seq: number) => {
    if (isPhone) address.closeAside()
    if (await channel.loadUntil(seq)) list.current?.show(seq)
  }
  return (
    <ConversationContext value={context}>
      <section
        className={classes.pane}
        aria-label={`Conversation with ${title}`}
        {...(address.aside ? { 'data-aside': true } : {})}
      >
        <ConversationHead conversation={conversation} title={title} onSearch={address.openSearch} />
        {!isLoaded && view.history.status === 'failed' ? (
          <ErrorState
            title="The messages did not come"
            message={messageOf(view.history.error)}
            retry={() => void channel.loadOlder()}
          />
        ) : null}
        {!isLoaded && view.history.status !== 'failed' ? <MessagesSkeleton /> : null}
        {isLoaded ? (
          <MessageList
            ref={list}
            rows={rows}
            messages={messages}
            line={line}
            onWrite={() => composer.current?.focus()}
          />
        ) : null}
        <TypingLine typing={view.typing} people={view.participants} />
        {view.access === 'read' ? (
          <ReadOnlyNote />
        ) : (
          <Composer
            ref={composer}
            place={id}
            label={conversation ? `Write to ${title}` : 'Write a message'}
            lastOwn={() =>
              messages.findLast((message) => message.isMine && !message.outgoing && !message.isDeleted) ?? null
            }
            onSent={() => list.current?.showNewest()}
          />
        )}
      </section>
      {address.aside?.type === 'thread' ? (
        <ThreadPane key={address.aside.rootId} rootId={address.aside.rootId} onClose={address.closeAside} />
      ) : null}
      {address.aside?.type === 'search' ? (
        <SearchPane onClose={address.closeAside} onJump={(seq) => void jump(seq)} />
      ) : null}
      <Announcer messages={messages} />
    </ConversationContext>
  )
}

const isRefusal = (error: unknown): boolean => error instanceof CallError && !error.retryable
