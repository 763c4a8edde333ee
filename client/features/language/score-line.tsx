import type { ScorePoint } from '#protocol/language'
import css from './language.module.css'
import { scoreWords } from './panel-state.ts'

interface ScoreLineProps {
  readonly score: number
  /** Newest first. */
  readonly points: readonly ScorePoint[]
}

const [width, height] = [96, 28]

/** The score, what it means, and how it went. */
export function ScoreLine({ score, points }: ScoreLineProps) {
  const values = [...points.map((point) => point.score).reverse(), score]
  return (
    <div className={css.score}>
      <span className={css.number}>{score}</span>
      <span className={css.scoreWords}>
        {scoreWords(score)}
        <span className={css.trend}>{`of 100${trendWords(values)}`}</span>
      </span>
      {values.length > 2 && <Curve values={values} />}
    </div>
  )
}

function trendWords(values: readonly number[]): string {
  const [first, last] = [values[0], values.at(-1)]
  if (values.length < 3 || first === undefined || last === undefined) return ''
  if (first === last) return ', as at the beginning'
  return last > first ? `, up from ${first}` : `, down from ${first}`
}

/** Words beside it say the same; it is for the eye. */
function Curve({ values }: { values: readonly number[] }) {
  const step = width / (values.length - 1)
  const at = values.map((value, i) => [i * step, height - 3 - (value / 100) * (height - 6)] as const)
  const [x, y] = at.at(-1) ?? [0, 0]
  return (
    <svg
      className={css.curve}
      width={width + 4}
      height={height}
      viewBox={`0 0 ${width + 4} ${height}`}
      aria-hidden="true"
    >
      <polyline points={at.map((point) => point.join(',')).join(' ')} />
      <circle cx={x} cy={y} r={3} />
    </svg>
  )
}
