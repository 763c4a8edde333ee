import { ActionIcon } from '@mantine/core'
import { IconArrowLeft, IconSearch } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Conversation } from '#protocol/chat'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { Tip } from '../../ui/tip.tsx'
import { useOpenConversation } from './conversation-context.ts'
import classes from './conversation-pane.module.css'
import { PresenceDot, useIsHere } from './presence-dot.tsx'

/** Whom one talks with, whether they are here, and the way to search. */
export function ConversationHead(props: { conversation: Conversation | null; title: string; onSearch: () => void }) {
  const { conversation, title, onSearch } = props
  return (
    <header className={classes.head}>
      <ActionIcon
        component={Link}
        href="/messages"
        size={36}
        className={classes.back ?? ''}
        aria-label="All conversations"
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <PersonPicture name={title} size={36} />
      <div className={classes.headWords}>
        <h2 className={classes.name} title={title}>
          {title}
        </h2>
        {conversation ? <Standing conversation={conversation} /> : null}
      </div>
      <People />
      <Tip label="Search this conversation">
        <ActionIcon size={36} onClick={onSearch} aria-label="Search this conversation">
          <IconSearch size={20} stroke={1.75} />
        </ActionIcon>
      </Tip>
    </header>
  )
}

/** The consultant sees what it is about; the employer's people see whether the consultant is here. */
function Standing({ conversation }: { conversation: Conversation }) {
  const { hub } = useOpenConversation()
  const { consultant, employer, purpose } = conversation
  const isHere = useIsHere(hub.presence, employer.id, consultant.id)
  if (consultant.id === hub.me.id) {
    return (
      <p className={classes.standing} title={purpose}>
        <span className={classes.about}>{purpose || 'Your engagement'}</span>
      </p>
    )
  }
  return (
    <p className={classes.standing}>
      <PresenceDot presence={hub.presence} employerId={employer.id} userId={consultant.id} />
      {isHere === null ? null : <span aria-hidden="true">{isHere ? 'Here now' : 'Away'}</span>}
      {[consultant.organisation, purpose].filter(Boolean).map((words, at) => (
        <span key={words} className={classes.about}>
          {/* Without a connection nobody knows who is here: then nothing stands before it. */}
          {at === 0 && isHere === null ? words : `· ${words}`}
        </span>
      ))}
    </p>
  )
}

const most = 4

/** Who else reads here. */
function People() {
  const { hub, participants } = useOpenConversation()
  const others = participants.filter(({ id }) => id !== hub.me.id)
  if (others.length < 2) return null
  const names = others.map(({ name }) => name).join(', ')
  return (
    <Tip label={names} width={260}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the names are in the tooltip, for keyboards too. */}
      <div className={classes.people} tabIndex={0} role="img" aria-label={`Also here: ${names}`}>
        {others.slice(0, most).map(({ id, name }) => (
          <PersonPicture key={id} name={name} size={28} />
        ))}
        {others.length > most ? <span className={classes.more}>+{others.length - most}</span> : null}
      </div>
    </Tip>
  )
}
