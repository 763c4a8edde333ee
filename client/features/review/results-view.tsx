import { Badge } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import type { KitCriterion } from '#protocol/kits'
import { type CriterionSpread, Recommendation, type Results, type ReviewerRatings } from '#protocol/scorecards'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { RedactedText } from '../../ui/redacted-text.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { recommendationWords } from './recommendation-words.ts'
import css from './results.module.css'

interface ResultsViewProps {
  readonly results: Results
  readonly criteria: readonly KitCriterion[]
  /** They were sealed when this page was opened: they turn over. */
  readonly turns: boolean
}

/** What everybody said, side by side: the numbers, how far they lie apart, and the reasons. */
export function ResultsView({ results, criteria, turns }: ResultsViewProps) {
  const nameOf = useColleagues()
  const { reviewers, spread, overall, recommendations } = results
  return (
    <div className={css.results}>
      <p className={css.sum}>
        {overall !== null && (
          <span>
            <strong className="cv-numbers">{overall.toFixed(1)}</strong> of 5 by weight
          </span>
        )}
        {Recommendation.options.map((one) =>
          recommendations[one] > 0 ? (
            <Badge key={one} color={one.endsWith('no') ? 'gray' : 'indigo'} size="lg">
              {recommendations[one]} × {recommendationWords[one].toLowerCase()}
            </Badge>
          ) : null,
        )}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the keys scroll it. */}
      <section className={css.scroll} tabIndex={0} aria-label="Ratings side by side">
        <table className={css.table}>
          <caption className="cv-visually-hidden">Ratings by criterion and reviewer</caption>
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              {reviewers.map(({ userId, late }) => (
                <th key={userId} scope="col">
                  {nameOf(userId)}
                  {late && <span className={css.late}>late</span>}
                </th>
              ))}
              <th scope="col">Mean</th>
              <th scope="col">Spread</th>
            </tr>
          </thead>
          <tbody>
            {criteria.map((criterion, row) => (
              <CriterionRow
                key={criterion.id}
                criterion={criterion}
                row={row}
                turns={turns}
                reviewers={reviewers}
                spread={spread.find(({ criterionId }) => criterionId === criterion.id)}
              />
            ))}
          </tbody>
        </table>
      </section>
      {reviewers.map((reviewer) => (
        <ReviewerWords key={reviewer.userId} reviewer={reviewer} name={nameOf(reviewer.userId)} criteria={criteria} />
      ))}
    </div>
  )
}

interface CriterionRowProps {
  readonly criterion: KitCriterion
  readonly row: number
  readonly turns: boolean
  readonly reviewers: readonly ReviewerRatings[]
  readonly spread: CriterionSpread | undefined
}

function CriterionRow({ criterion, row, turns, reviewers, spread }: CriterionRowProps) {
  const { mean = null, low = null, high = null, outliers = [] } = spread ?? {}
  return (
    <tr>
      <th scope="row">{criterion.name}</th>
      {reviewers.map((reviewer, column) => {
        const score = reviewer.ratings.find(({ criterionId }) => criterionId === criterion.id)?.score ?? null
        const isApart = outliers.includes(reviewer.userId)
        return (
          <td key={reviewer.userId}>
            <span
              className={css.card}
              data-score={score ?? undefined}
              data-apart={isApart || undefined}
              {...(turns ? { 'data-turns': true, style: { animationDelay: `${(row + column) * 40}ms` } } : {})}
            >
              {score ?? '–'}
            </span>
            {isApart && <span className={css.apart}>apart</span>}
          </td>
        )
      })}
      <td className={css.mean}>{mean === null ? '–' : mean.toFixed(1)}</td>
      <td>
        <SpreadBar low={low} high={high} mean={mean} />
      </td>
    </tr>
  )
}

/** The lowest and the highest on the scale, with the mean between them. */
function SpreadBar({ low, high, mean }: { low: number | null; high: number | null; mean: number | null }) {
  if (low === null || high === null || mean === null) return null
  const at = (score: number) => `${((score - 1) / 4) * 100}%`
  const isWide = high - low >= 2
  const words = low === high ? `all ${low}` : `${low} to ${high}`
  return (
    <span className={css.spread}>
      <span className={css.track} aria-hidden>
        <span
          className={css.range}
          data-wide={isWide || undefined}
          style={{ left: at(low), right: `${100 - ((high - 1) / 4) * 100}%` }}
        />
        <span className={css.point} style={{ left: at(mean) }} />
      </span>
      <span className={css.spreadWords}>
        {isWide && <IconArrowsDiff size={14} aria-hidden />}
        {words}
      </span>
    </span>
  )
}

interface ReviewerWordsProps {
  readonly reviewer: ReviewerRatings
  readonly name: string
  readonly criteria: readonly KitCriterion[]
}

function ReviewerWords({ reviewer, name, criteria }: ReviewerWordsProps) {
  const { recommendation, conclusion, amendments } = reviewer
  return (
    <details className={`${css.reviewer} cv-fold`}>
      <summary>
        <strong>{name}</strong>
        {recommendation !== null && <span>{recommendationWords[recommendation]}</span>}
        {amendments.length > 0 && <Badge color="gray">amended</Badge>}
      </summary>
      <p className={css.text}>
        <RedactedText text={conclusion} />
      </p>
      <dl className={css.evidence}>
        {criteria.map(({ id, name: criterion }) => {
          const rating = reviewer.ratings.find(({ criterionId }) => criterionId === id)
          return rating ? (
            <div key={id}>
              <dt>
                {criterion} <span className="cv-numbers">{rating.score ?? '–'}</span>
              </dt>
              <dd className={css.text}>
                <RedactedText text={rating.evidence} />
              </dd>
            </div>
          ) : null
        })}
      </dl>
      {amendments.map((before) => (
        <section key={before.at} className={css.before} aria-label="Before the amendment">
          <p>
            Amended <TimeAgo at={before.at} />
            {before.afterReveal ? ', after the reveal' : ''}: <RedactedText text={before.reason} />
          </p>
          <p className={css.dim}>
            It said{' '}
            {criteria
              .map(({ id, name: criterion }) => {
                const rating = before.ratings.find(({ criterionId }) => criterionId === id)
                return `${criterion} ${rating?.score ?? '–'}`
              })
              .join(', ')}
            {before.recommendation === null ? '' : `, ${recommendationWords[before.recommendation].toLowerCase()}`}:{' '}
            <RedactedText text={before.conclusion} />
          </p>
        </section>
      ))}
    </details>
  )
}
