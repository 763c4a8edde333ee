import { type KeyboardEvent, memo, useState } from 'react'
import type { Participant } from '#protocol/chat'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { exactTime } from '../../ui/relative-time.ts'
import { Attachments } from './attachments.tsx'
import { useOpenConversation } from './conversation-context.ts'
import { Delivery } from './delivery.tsx'
import { MessageBody } from './message-body.tsx'
import classes from './message-row.module.css'
import { MessageToolbar } from './message-toolbar.tsx'
import { Quote, RepliesLink } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import type { ShownMessage } from './timeline.ts'
import { receiptOf, spoken, timeOf } from './words.ts'

/** One message with everything that belongs to it. */
export const MessageRow = memo(function MessageRow(props: {
  shown: ShownMessage
  isGrouped: boolean
  isGlowing?: boolean
  isTabStop: boolean
  /** Given for the message whose receipt is shown. */
  people: readonly Participant[] | null
  myId: string
  isInThread?: boolean
}) {
  const { shown, isGrouped, isGlowing, isTabStop, people, myId, isInThread } = props
  const { sender, at, isDeleted, isEdited, isMine, outgoing, pendingChange, attachments } = shown
  const { access } = useOpenConversation()
  const [isActive, setIsActive] = useState(false)
  const canAct = outgoing === null && !isDeleted
  const onKeyDown = useMessageKeys(shown, canAct && access === 'write')
  const receipt = people && !pendingChange ? receiptOf(shown, people, myId) : null
  return (
    <article
      className={`${classes.message} ${isGlowing ? 'cv-glow' : ''}`}
      data-message
      data-seq={outgoing ? undefined : shown.seq}
      data-grouped={isGrouped || undefined}
      data-mine={isMine || undefined}
      data-waiting={outgoing && outgoing.phase !== 'stored' ? outgoing.phase : undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${spoken(shown, window.location.origin)}, ${timeOf(at)}`}
      onPointerEnter={() => setIsActive(true)}
      onPointerLeave={() => setIsActive(false)}
      onFocus={() => setIsActive(true)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setIsActive(false)
      }}
      onKeyDown={onKeyDown}
    >
      <div className={classes.side}>
        {isGrouped ? (
          <time className={classes.sideTime} dateTime={at} title={exactTime(at)}>
            {timeOf(at)}
          </time>
        ) : (
          <PersonPicture name={sender.name} size={36} />
        )}
      </div>
      <div className={classes.main}>
        {isGrouped ? null : (
          <p className={classes.head}>
            <span className={classes.sender}>{sender.name}</span>
            {isMine ? <span className={classes.note}>you</span> : null}
            {!isMine && sender.kind === 'consultant' ? <span className={classes.note}>consultant</span> : null}
            <time className={classes.time} dateTime={at} title={exactTime(at)}>
              {timeOf(at)}
            </time>
          </p>
        )}
        {shown.replyTo && !isInThread ? <Quote rootId={shown.replyTo} /> : null}
        {isDeleted ? (
          <p className={classes.deleted}>This message was deleted.</p>
        ) : (
          <div className={classes.body}>
            {shown.body ? <MessageBody body={shown.body} /> : null}
            {isEdited ? <span className={classes.edited}> (edited)</span> : null}
          </div>
        )}
        {attachments.length > 0 ? <Attachments attachments={attachments} /> : null}
        <Reactions shown={shown} canReact={canAct && access === 'write'} />
        {isInThread || shown.replyTo ? null : <RepliesLink rootId={shown.id} />}
        <Delivery shown={shown} receipt={receipt} />
      </div>
      {isActive && canAct ? <MessageToolbar shown={shown} isInThread={isInThread ?? false} /> : null}
    </article>
  )
})

/** R replies, E edits, Delete deletes, C copies: on a focused message, not inside its buttons. */
function useMessageKeys(shown: ShownMessage, canWrite: boolean) {
  const { actions } = useOpenConversation()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const run = (action: () => void) => {
      event.preventDefault()
      action()
    }
    const key = event.key.toLowerCase()
    if (key === 'c' && !shown.isDeleted) run(() => void actions.copy(shown))
    if (!canWrite) return
    if (key === 'r') run(() => actions.reply(shown))
    if (key === 'e' && shown.isMine) run(() => actions.edit(shown))
    if (key === 'delete' && shown.isMine) run(() => actions.remove(shown))
  }
}
