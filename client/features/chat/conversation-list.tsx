import { Link } from 'wouter'
import type { Conversation } from '#protocol/chat'
import { beside } from '../../ui/beside.ts'
import { firstNameOf } from '../../ui/names.ts'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { inWords } from './body-parts.ts'
import classes from './conversation-list.module.css'
import type { ChatHub } from './hub.ts'
import { PresenceDot } from './presence-dot.tsx'
import { UnreadCount } from './unread-badge.tsx'
import { titleOf } from './words.ts'

/** Everybody I talk with, the newest word first. */
export function ConversationList(props: {
  hub: ChatHub
  conversations: readonly Conversation[]
  openId: string | null
}) {
  const { hub, conversations, openId } = props
  return (
    <ul className={classes.list}>
      {conversations.map((conversation) => (
        <li key={conversation.id}>
          <Item hub={hub} conversation={conversation} isOpen={conversation.id === openId} />
        </li>
      ))}
    </ul>
  )
}

function Item({ hub, conversation, isOpen }: { hub: ChatHub; conversation: Conversation; isOpen: boolean }) {
  const { id, employer, consultant, purpose, unread, lastMessage, access } = conversation
  const title = titleOf(conversation, hub.me.id)
  const isConsultant = consultant.id === hub.me.id
  const about = isConsultant ? purpose : beside(consultant.organisation, purpose)
  return (
    <Link
      href={`/messages/${encodeURIComponent(id)}`}
      className={classes.item ?? ''}
      aria-current={isOpen ? 'true' : undefined}
      {...(unread > 0 ? { 'data-unread': true } : {})}
    >
      <span className={classes.picture}>
        <PersonPicture name={title} size={40} />
        {isConsultant ? null : <PresenceDot presence={hub.presence} employerId={employer.id} userId={consultant.id} />}
      </span>
      <span className={classes.words}>
        <span className={classes.top}>
          <span className={classes.title} title={title}>
            {title}
          </span>
          {lastMessage ? (
            <span className={classes.when}>
              <TimeAgo at={lastMessage.at} />
            </span>
          ) : null}
        </span>
        {about ? <span className={classes.about}>{about}</span> : null}
        <span className={classes.bottom}>
          <span className={classes.preview}>{previewOf(conversation, hub.me.id)}</span>
          {access === 'read' ? <span className={classes.ended}>Ended</span> : null}
          {unread > 0 ? <UnreadCount count={unread} /> : null}
        </span>
      </span>
    </Link>
  )
}

function previewOf({ lastMessage }: Conversation, myId: string): string {
  if (!lastMessage) return 'Nothing said yet'
  const who = lastMessage.sender.id === myId ? 'You' : firstNameOf(lastMessage.sender.name)
  return `${who}: ${inWords(lastMessage.preview, window.location.origin) || 'deleted a message'}`
}
