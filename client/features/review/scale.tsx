import type { KitCriterion } from '#protocol/kits'
import css from './review.module.css'

interface ScaleProps {
  readonly criterion: KitCriterion
  readonly score: number | null
  readonly isReadOnly: boolean
  readonly onScore: (score: number | null) => void
}

const marks = [1, 2, 3, 4, 5] as const

/** What an anchor says of a mark; between two anchors there are no words. */
const anchorOf = ({ anchors }: KitCriterion, mark: number): string =>
  mark === 1 || mark === 3 || mark === 5 ? anchors[mark] : ''

/** Five marks, of which the first, the middle and the last say what they look like. */
export function Scale({ criterion, score, isReadOnly, onScore }: ScaleProps) {
  const words = [1, 3, 5].flatMap((mark) => {
    const text = anchorOf(criterion, mark)
    return text === '' ? [] : [{ mark, text }]
  })
  return (
    <fieldset className={css.scale} disabled={isReadOnly}>
      <legend className="cv-visually-hidden">{criterion.name}, from 1 to 5</legend>
      <div className={css.marks}>
        {marks.map((mark) => (
          <label key={mark} className={css.mark} data-chosen={score === mark || undefined}>
            <input
              type="radio"
              className="cv-visually-hidden"
              name={`score ${criterion.id}`}
              value={mark}
              checked={score === mark}
              aria-describedby={anchorOf(criterion, mark) === '' ? undefined : `anchor-${criterion.id}-${mark}`}
              onChange={() => onScore(mark)}
              // Chosen again it is taken back: whoever is not sure is not held to it.
              onClick={() => score === mark && onScore(null)}
            />
            <span className="cv-numbers">{mark}</span>
          </label>
        ))}
      </div>
      {words.length > 0 && (
        <dl className={css.anchors}>
          {words.map(({ mark, text }) => (
            <div key={mark} data-chosen={score === mark || undefined}>
              <dt>{mark}</dt>
              <dd id={`anchor-${criterion.id}-${mark}`}>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </fieldset>
  )
}
