import type { KitCriterion } from '#protocol/kits'
import type { Aggregate } from '#protocol/scorecards'
import css from './results.module.css'

/** What people from outside may know: means, and nobody's own. */
export function AggregateView({ aggregate, criteria }: { aggregate: Aggregate; criteria: readonly KitCriterion[] }) {
  if (aggregate.overall === null) {
    return (
      <p className={css.dim}>
        {aggregate.count} {aggregate.count === 1 ? 'rating' : 'ratings'} were revealed. Means are shown from{' '}
        {aggregate.least} on, so that nobody’s own can be told.
      </p>
    )
  }
  return (
    <table className={css.table}>
      <caption className={css.caption}>
        Means of {aggregate.count} ratings, as they stood at the reveal. The whole by weight:{' '}
        {aggregate.overall.toFixed(1)} of 5.
      </caption>
      <thead>
        <tr>
          <th scope="col">Criterion</th>
          <th scope="col">Mean</th>
        </tr>
      </thead>
      <tbody>
        {criteria.map(({ id, name }) => {
          const mean = aggregate.criteria.find(({ criterionId }) => criterionId === id)?.mean ?? null
          return (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className={css.mean}>{mean === null ? '–' : mean.toFixed(1)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
