import { useQuery } from '@tanstack/react-query'
import { type AnswerTrends, endpoints } from '#protocol/answers'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import classes from './answers.module.css'
import { themeWords } from './theme-words.ts'

/** How it goes from batch to batch, and what keeps coming up. */
export function Trends() {
  const { employerId } = useMembership()
  const { data } = useQuery({ ...queryOf(endpoints.readAnswerTrends, { params: { employerId } }), staleTime: 0 })
  if (!data || data.total === 0) return null
  return (
    <section aria-labelledby="trends" className={classes.trends}>
      <h2 id="trends" className={classes.title}>
        Over time <span className={classes.dim}>{data.total} answers in all</span>
      </h2>
      <Ratings points={data.points} average={data.rating} />
      <Recurring recurring={data.recurring} />
    </section>
  )
}

function Ratings({ points, average }: { points: AnswerTrends['points']; average: number | null }) {
  const rated = points.filter(({ rating }) => rating !== null)
  if (average === null || rated.length === 0) return null
  return (
    <figure className={classes.ratings}>
      <figcaption>
        How it was on the whole: <strong>{average.toFixed(1)}</strong> of 5
      </figcaption>
      <ol className={classes.bars} aria-label="Average by batch, the oldest first">
        {rated.slice(-24).map(({ number, releasedOn, rating }) => (
          <li key={number} title={`${releasedOn}: ${rating?.toFixed(1)} of 5`}>
            <span className={classes.bar} style={{ height: `${((rating ?? 0) / 5) * 64}px` }} aria-hidden="true" />
            <span className={classes.value}>
              <span className="cv-visually-hidden">{releasedOn}: </span>
              {rating?.toFixed(1)}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  )
}

function Recurring({ recurring }: Pick<AnswerTrends, 'recurring'>) {
  if (recurring.length === 0) return null
  return (
    <div className={classes.tableScroll}>
      <table className={classes.table}>
        <caption>What keeps coming up</caption>
        <thead>
          <tr>
            <th scope="col">Theme</th>
            <th scope="col">Answers</th>
            <th scope="col">Went well</th>
            <th scope="col">Should be better</th>
            <th scope="col">Batches</th>
          </tr>
        </thead>
        <tbody>
          {recurring.map(({ theme, mentions, good, bad, batches }) => (
            <tr key={theme}>
              <th scope="row">{themeWords[theme]}</th>
              <td>{mentions}</td>
              <td>{good}</td>
              <td>{bad}</td>
              <td>{batches}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
