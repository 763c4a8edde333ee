import { Button, Skeleton } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { endpoints, type Interview } from '#protocol/interviews'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import { stateIcons } from '../state-icons.ts'
import { offerWords, spanOf, stateWords } from '../state-words.ts'
import { interviewEntries } from '../topics.ts'
import { homeZone, momentWords } from '../zone-words.ts'
import css from './beside.module.css'

const ScheduleDialog = lazy(() => import('./schedule-dialog.tsx'))

interface CandidateInterviewsProps {
  readonly applicationId: string
  readonly candidateId: string
  readonly jobId: string
  /** The application is in play: another interview can be scheduled. */
  readonly isInPlay: boolean
}

/** The interviews of one application, beside the candidate, kept live. */
export function CandidateInterviews(props: CandidateInterviewsProps) {
  const { applicationId, candidateId, jobId, isInPlay } = props
  const { employerId, may } = useMembership()
  const [schedules, setSchedules] = useState(false)
  const canSchedule = isInPlay && may('interview.schedule', jobId)
  const live = useLiveQuery(
    queryOf(endpoints.listInterviews, {
      params: { employerId },
      query: { candidateId: candidateId as Interview['candidateId'], limit: 50 },
    }),
    interviewEntries,
  )
  const interviews = 'data' in live ? live.data.items.filter((one) => one.applicationId === applicationId) : []
  if (interviews.length === 0 && !canSchedule) return null
  return (
    <section className={css.section} aria-labelledby={`interviews-${applicationId}`}>
      <div className={css.head}>
        <h3 id={`interviews-${applicationId}`} className={css.title}>
          Interviews
        </h3>
        {canSchedule && (
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconCalendarPlus size={16} aria-hidden />}
            onClick={() => setSchedules(true)}
          >
            Schedule…
          </Button>
        )}
      </div>
      {live.status === 'loading' && <Skeleton height={14} width={140} my={4} />}
      {'data' in live && interviews.length === 0 && <p className={css.quiet}>None is scheduled.</p>}
      <ul className={css.rows}>
        {interviews.map((one) => (
          <Row key={one.id} interview={one} />
        ))}
      </ul>
      {schedules && (
        <Suspense>
          <ScheduleDialog applicationId={applicationId} onClose={() => setSchedules(false)} />
        </Suspense>
      )}
    </section>
  )
}

function Row({ interview }: { interview: Interview }) {
  const Icon = stateIcons[interview.state]
  const span = spanOf(interview)
  const day = interview.startsAt === null ? '' : `&day=${interview.startsAt.slice(0, 10)}`
  return (
    <li className={css.row} data-state={interview.state}>
      <Icon size={18} aria-hidden />
      <Link href={`/interviews?interview=${interview.id}${day}`}>
        {span === null ? offerWords(interview) : momentWords(span.from, homeZone())}
      </Link>
      <span className={css.quiet}>{stateWords[interview.state]}</span>
    </li>
  )
}
