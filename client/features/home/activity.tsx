import { Button } from '@mantine/core'
import { IconActivity } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { endpoints } from '#protocol/feed-stream'
import type { FeedEvent } from '../../live/live-feed.ts'
import { useLive } from '../../live/use-live.ts'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { CodePicture } from '../../ui/candidate-badge.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { visibleOf, withEvents } from './activity-state.ts'
import { type Sentence, sentenceOf } from './event-words.ts'
import classes from './home.module.css'
import { useNames } from './use-names.ts'

const shownFirst = 14

/** What just happened, as it happens. */
export function Activity() {
  const { employerId } = useMembership()
  const live = useLive<readonly FeedEvent[]>({
    key: employerId,
    load: async (signal) => {
      const { items } = await call(endpoints.readFeed, { params: { employerId }, query: { limit: 60 }, signal })
      return withEvents([], visibleOf(items))
    },
    apply: (events, event) => withEvents(events, [event]),
  })
  return (
    <section aria-labelledby="activity">
      <h2 className={classes.sectionTitle} id="activity">
        Activity
      </h2>
      {live.status === 'loading' ? <ListSkeleton rows={7} withPicture /> : null}
      {live.status === 'failed' ? (
        <ErrorState
          compact
          title="The activity could not be loaded"
          message={messageOf(live.error)}
          retry={live.retry}
        />
      ) : null}
      {'data' in live ? <Events events={live.data} /> : null}
    </section>
  )
}

function Events({ events }: { events: readonly FeedEvent[] }) {
  const { user } = useMembership()
  const [showsAll, setShowsAll] = useState(false)
  // What was there when the page opened is not news: only later events glow.
  const openedAt = useRef(events[0]?.seq ?? 0)
  const news = events.filter((event) => event.type !== 'application.viewed')
  const shown = showsAll ? news : news.slice(0, shownFirst)
  const names = useNames(shown)
  if (news.length === 0) {
    return (
      <EmptyState compact icon={<IconActivity size={24} />} title="Nothing has happened yet">
        What colleagues and candidates do appears here as it happens.
      </EmptyState>
    )
  }
  return (
    <>
      <ol className={classes.list}>
        {shown.map((event) => {
          const sentence = sentenceOf(event, names)
          return sentence ? (
            <EventRow
              key={event.seq}
              at={event.at}
              sentence={sentence}
              isMine={event.actor.id === user.id}
              isNew={event.seq > openedAt.current}
            />
          ) : null
        })}
      </ol>
      {news.length > shownFirst ? (
        <Button variant="subtle" size="compact-md" onClick={() => setShowsAll(!showsAll)} aria-expanded={showsAll}>
          {showsAll ? 'Show fewer' : 'Show more'}
        </Button>
      ) : null}
    </>
  )
}

function EventRow(props: { at: string; sentence: Sentence; isMine: boolean; isNew: boolean }) {
  const { at, sentence, isMine, isNew } = props
  const { who, words, href, code } = sentence
  const text = (
    <>
      {who ? <strong>{isMine ? 'You' : who}</strong> : null} {words}
    </>
  )
  return (
    <li className={`${classes.event} ${isNew ? 'cv-glow' : ''}`}>
      {who ? (
        <PersonPicture name={who} size={28} />
      ) : code ? (
        <CodePicture code={code} size={28} />
      ) : (
        <span className={classes.noPicture} />
      )}
      <div>
        <div>{href ? <Link href={href}>{text}</Link> : text}</div>
        <div className={classes.dim}>
          <TimeAgo at={at} />
        </div>
      </div>
    </li>
  )
}
