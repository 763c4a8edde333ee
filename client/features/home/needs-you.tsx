import { Button } from '@mantine/core'
import {
  IconBell,
  IconCircleCheck,
  IconClockExclamation,
  IconEdit,
  IconInbox,
  IconPencil,
  IconRosetteDiscountCheck,
  IconScale,
  IconWorldUpload,
} from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Action } from '#protocol/permissions'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './home.module.css'
import { NeedsSkeleton } from './home-skeleton.tsx'
import { type Need, needsOf } from './needs.ts'
import { useDueReminders, useDueReviews, useNewestApplications, usePostings } from './use-home-data.ts'

const icons: Readonly<Record<Need['kind'], typeof IconInbox>> = {
  scorecard: IconScale,
  reminder: IconBell,
  late: IconClockExclamation,
  'new-applications': IconInbox,
  approve: IconRosetteDiscountCheck,
  publish: IconWorldUpload,
  unpublished: IconEdit,
  draft: IconPencil,
}

const shownFirst = 6

/** What waits for this person, with the one click that takes them there. */
export function NeedsYou() {
  return (
    <section aria-labelledby="needs-you">
      <h2 className={classes.sectionTitle} id="needs-you">
        Needs you
      </h2>
      <Needs />
    </section>
  )
}

function Needs() {
  const { may } = useMembership()
  const postings = usePostings()
  const applications = useNewestApplications()
  const reminders = useDueReminders()
  const reviews = useDueReviews()
  const [showsAll, setShowsAll] = useState(false)
  if (postings.status === 'failed') {
    return (
      <ErrorState compact title="This could not be loaded" message={messageOf(postings.error)} retry={postings.retry} />
    )
  }
  // Without the rights to them the other lists never come.
  const isWaiting =
    (applications.status === 'loading' && may('pipeline.read')) ||
    (reminders.status === 'loading' && may('reminder.write')) ||
    (reviews.status === 'loading' && may('scorecard.write'))
  if (postings.status === 'loading' || isWaiting) return <NeedsSkeleton />
  const newest = 'data' in applications ? applications.data.items : []
  const due = 'data' in reminders ? reminders.data.items : []
  const needs = needsOf(postings.data.items, newest, due, may, 'data' in reviews ? reviews.data.items : [])
  if (needs.length === 0) {
    return (
      <p className={classes.calm}>
        <IconCircleCheck size={22} stroke={1.75} aria-hidden="true" />
        Nothing waits for you.{comingWords(may)}
      </p>
    )
  }
  return (
    <>
      <ul className={classes.list}>
        {(showsAll ? needs : needs.slice(0, shownFirst)).map((need) => (
          <NeedRow key={need.id} need={need} />
        ))}
      </ul>
      {needs.length > shownFirst ? (
        <Button
          variant="subtle"
          size="compact-md"
          mt="xs"
          onClick={() => setShowsAll(!showsAll)}
          aria-expanded={showsAll}
        >
          {showsAll ? 'Show fewer' : `Show all ${needs.length}`}
        </Button>
      ) : null}
    </>
  )
}

/** What can come to wait for somebody of this role. */
function comingWords(may: (action: Action) => boolean): string {
  if (may('application.move')) return ' New applications and approvals appear here by themselves.'
  return may('scorecard.write') ? ' Candidates to rate appear here by themselves.' : ''
}

function NeedRow({ need }: { need: Need }) {
  const Icon = icons[need.kind]
  return (
    <li className={classes.need}>
      <span className={classes.needIcon} aria-hidden="true">
        <Icon size={20} stroke={1.75} />
      </span>
      <div className={classes.needWords}>
        <div className={classes.needTitle}>{need.title}</div>
        <div className={`${classes.dim} ${classes.detail}`} title={need.detail}>
          <span className={classes.cut}>{need.detail}</span>
          {need.since ? (
            <span className={classes.since}>
              {' · '}
              <TimeAgo at={need.since} />
            </span>
          ) : null}
        </div>
      </div>
      <Button
        component={Link}
        href={need.href}
        variant="default"
        size="sm"
        aria-label={`${need.action}: ${need.detail}`}
      >
        {need.action}
      </Button>
    </li>
  )
}
