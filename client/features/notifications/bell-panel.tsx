import { Button } from '@mantine/core'
import { IconBellOff } from '@tabler/icons-react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { Result } from '#protocol/contract'
import type { endpoints, Notification } from '#protocol/notifications'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './bell.module.css'

interface Props {
  readonly query: UseQueryResult<Result<typeof endpoints.listNotifications>>
  readonly markRead: (which: readonly Notification[] | 'all') => Promise<void>
  readonly onClose: () => void
}

/** What I am told, the newest first; what was opened counts as seen. */
export default function BellPanel({ query, markRead, onClose }: Props) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const { data } = query
  return (
    <div ref={panel} className={classes.panel} role="dialog" aria-label="Notifications" tabIndex={-1}>
      <div className={classes.head}>
        <h2 className={classes.title}>Notifications</h2>
        {data && data.unread > 0 ? (
          <Button size="compact-sm" variant="subtle" onClick={() => void markRead('all')}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      {data ? (
        <Items items={data.items} onOpen={(item) => void markRead([item])} onClose={onClose} />
      ) : query.error ? (
        <ErrorState
          compact
          title="They could not be loaded"
          message={messageOf(query.error)}
          retry={() => void query.refetch()}
        />
      ) : (
        <ListSkeleton rows={4} />
      )}
      <div className={classes.foot}>
        <Link href="/notifications" className={classes.choose ?? ''} onClick={onClose}>
          Choose what you are told of
        </Link>
      </div>
    </div>
  )
}

function Items(props: { items: readonly Notification[]; onOpen: (item: Notification) => void; onClose: () => void }) {
  const { items, onOpen, onClose } = props
  const { employerId } = useMembership()
  if (items.length === 0) {
    return (
      <EmptyState icon={<IconBellOff size={24} />} title="Nothing to tell yet">
        When somebody applies, asks you or answers, it is told here at once.
      </EmptyState>
    )
  }
  return (
    <ul className={classes.list}>
      {items.map((item) => {
        const isHere = item.employerId === employerId
        const words = (
          <>
            <span className={classes.words}>
              {item.readAt === null ? <span className="cv-visually-hidden">Unread: </span> : null}
              {item.title}
            </span>
            <span className={classes.when}>
              {isHere ? null : `${item.companyName} · `}
              <TimeAgo at={item.at} />
            </span>
          </>
        )
        const open = () => {
          onOpen(item)
          onClose()
        }
        return (
          <li key={item.id} className={item.readAt === null ? classes.unread : ''}>
            {isHere ? (
              <Link href={item.path} className={classes.item ?? ''} onClick={open}>
                {words}
              </Link>
            ) : (
              // Of another company: it opens there, once that company is chosen.
              <button type="button" className={classes.item} onClick={() => onOpen(item)}>
                {words}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
