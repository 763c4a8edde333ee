import { Button } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { Link, useParams } from 'wouter'
import type { ConversationId } from '#protocol/ids'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { useCrumb } from '../../ui/crumbs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ConversationList } from './conversation-list.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import { currentHub, useStored } from './current-hub.ts'
import type { ChatHub } from './hub.ts'
import classes from './messages-page.module.css'
import { ListPaneSkeleton, MessagesSkeleton } from './skeletons.tsx'
import { titleOf } from './words.ts'

/** `/messages`: every conversation; `/messages/:conversationId`: one of them beside the list. */
export default function MessagesPage() {
  const hub = useStored(currentHub)
  const { conversationId } = useParams<{ conversationId?: string }>()
  if (hub) return <Messages hub={hub} conversationId={(conversationId as ConversationId | undefined) ?? null} />
  return (
    <div className={classes.page} {...(conversationId ? { 'data-open': true } : {})}>
      <title>Messages · ClearView</title>
      <h1 className="cv-visually-hidden">Messages</h1>
      <div className={classes.list}>
        <ListPaneSkeleton />
      </div>
      {conversationId ? <MessagesSkeleton /> : null}
    </div>
  )
}

function Messages({ hub, conversationId }: { hub: ChatHub; conversationId: ConversationId | null }) {
  const list = useStored(hub.list)
  const conversations = list.status === 'loaded' ? list.data : []
  const open = conversations.find(({ id }) => id === conversationId)
  const title = open ? titleOf(open, hub.me.id) : 'Messages'
  useCrumb(title)
  return (
    <div className={classes.page} {...(conversationId ? { 'data-open': true } : {})}>
      <title>{`${title} · ClearView`}</title>
      <h1 className="cv-visually-hidden">{open ? `Messages: ${title}` : 'Messages'}</h1>
      <section className={classes.list} aria-label="Conversations">
        {list.status === 'loading' ? <ListPaneSkeleton /> : null}
        {list.status === 'failed' ? (
          <ErrorState compact title="The list did not come" message={messageOf(list.error)} retry={hub.reload} />
        ) : null}
        {list.status === 'loaded' && list.data.length > 0 ? (
          <ConversationList hub={hub} conversations={list.data} openId={conversationId} />
        ) : null}
        {list.status === 'loaded' && list.data.length === 0 ? <NoConversations kind={hub.me.kind} /> : null}
      </section>
      {conversationId ? (
        <ConversationPane key={conversationId} hub={hub} id={conversationId} conversation={open ?? null} />
      ) : (
        <div className={classes.nothing}>
          {conversations.length > 0 ? (
            <EmptyState icon={<IconMessages size={24} />} title="Choose a conversation">
              {hub.me.kind === 'consultant'
                ? 'Everything said here stays between you and that company’s hiring team.'
                : 'Everything said here stays between your company’s hiring team and that consultant.'}
            </EmptyState>
          ) : null}
        </div>
      )}
    </div>
  )
}

function NoConversations({ kind }: { kind: 'employer' | 'consultant' }) {
  if (kind === 'employer') return <NobodyInvited />
  return (
    <EmptyState compact icon={<IconMessages size={24} />} title="No conversations yet">
      A conversation opens here as soon as you accept an employer’s invitation.
    </EmptyState>
  )
}

function NobodyInvited() {
  const { may } = useMembership()
  return (
    <EmptyState
      compact
      icon={<IconMessages size={24} />}
      title="No conversations yet"
      action={
        may('engagement.manage') && (
          <Button component={Link} href="/consultants?invite=1" variant="default">
            Invite a consultant
          </Button>
        )
      }
    >
      {may('engagement.manage')
        ? 'A conversation opens here as soon as a DEI consultant you invited accepts.'
        : 'A conversation opens here as soon as you take part in one with a DEI consultant.'}
    </EmptyState>
  )
}
