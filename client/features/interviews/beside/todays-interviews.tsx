import { Link } from 'wouter'
import { endpoints, type Interview } from '#protocol/interviews'
import { useLiveQuery } from '../../../live/use-live-query.ts'
import { useMembership } from '../../../rest/membership.tsx'
import { queryOf } from '../../../rest/queries.ts'
import { beside } from '../../../ui/beside.ts'
import { CodePicture } from '../../../ui/candidate-badge.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { labelOf, placeOf, spanOf, stateWords } from '../state-words.ts'
import { interviewEntries } from '../topics.ts'
import { homeZone, spanWords } from '../zone-words.ts'
import css from './beside.module.css'

/** As many as fit without pushing the rest of the page away. */
const most = 6

/** Today's interviews: mine where I have any, else those of everybody; nothing on a day without. */
export function TodaysInterviews() {
  const { employerId, user } = useMembership()
  const zone = homeZone()
  const { from, to } = todayAt(useNow())
  const live = useLiveQuery(
    queryOf(endpoints.listInterviews, {
      params: { employerId },
      query: { from, to, limit: 200 },
    }),
    interviewEntries,
  )
  const all = 'data' in live ? live.data.items.filter(({ state }) => state !== 'cancelled' && state !== 'declined') : []
  const mine = all.filter(({ interviewers }) => interviewers.some(({ userId }) => userId === user.id))
  const shown = mine.length > 0 ? mine : all
  if (shown.length === 0) return null
  return (
    <section aria-labelledby="interviews-today">
      <h2 id="interviews-today" className={css.pageTitle}>
        {mine.length > 0 ? 'Your interviews today' : 'Interviews today'}
      </h2>
      <ul className={css.today}>
        {shown.slice(0, most).map((one) => (
          <TodayRow key={one.id} interview={one} zone={zone} />
        ))}
      </ul>
      {shown.length > most && <Link href="/interviews?view=day">All {shown.length} of today</Link>}
    </section>
  )
}

/** From midnight to midnight where the browser is: its own clock knows, and brings no code for other zones. */
function todayAt(now: number): { readonly from: string; readonly to: string } {
  const [from, to] = [new Date(now), new Date(now)]
  from.setHours(0, 0, 0, 0)
  to.setHours(24, 0, 0, 0)
  return { from: from.toISOString(), to: to.toISOString() }
}

function TodayRow({ interview, zone }: { interview: Interview; zone: string }) {
  const { id, candidate, jobTitle, state } = interview
  const span = spanOf(interview)
  return (
    <li>
      <Link className={css.todayLink ?? ''} href={`/interviews?view=day&interview=${id}`} data-state={state}>
        <span className={css.time}>{span === null ? '' : spanWords(span, zone)}</span>
        <CodePicture code={candidate.code} size={28} />
        <span className={css.words}>
          <strong className={css.cut}>{labelOf(interview)}</strong>
          <span className={`${css.quiet} ${css.cut}`}>{beside(jobTitle, placeOf(interview))}</span>
        </span>
        <span className={css.state}>{stateWords[state]}</span>
      </Link>
    </li>
  )
}
