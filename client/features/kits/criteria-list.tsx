import { anchorMarks, type KitCriterion } from '#protocol/kits'
import { Mark, Share } from './criterion-card.tsx'
import css from './kit.module.css'
import { sharesOf } from './shares.ts'

export type ReadCriterion = Omit<KitCriterion, 'id' | 'questions'> & {
  readonly id: string
  readonly questions: readonly { readonly id: string; readonly text: string }[]
}

export function CriteriaList({ criteria }: { criteria: readonly ReadCriterion[] }) {
  const shares = sharesOf(criteria.map(({ weight }) => weight))
  return (
    <ol className={css.cards} aria-label="Criteria">
      {criteria.map(({ id, name, anchors, questions }, index) => (
        <li key={id} className={css.card}>
          <div className={css.readHead}>
            <h3 className={css.readName}>{name}</h3>
            <Share share={shares[index] ?? null} />
          </div>
          <dl className={css.scale}>
            {anchorMarks.map((mark) => (
              <div key={mark} className={css.anchor}>
                <dt>
                  <span className="cv-visually-hidden">What a {mark} looks like</span>
                  <Mark mark={mark} />
                </dt>
                <dd className={anchors[mark] === '' ? css.missing : css.words}>{anchors[mark] || 'Not said yet'}</dd>
              </div>
            ))}
          </dl>
          {questions.length > 0 && (
            <ol className={css.readQuestions} aria-label={`Questions about ${name}`}>
              {questions.map((question) => (
                <li key={question.id}>{question.text}</li>
              ))}
            </ol>
          )}
        </li>
      ))}
    </ol>
  )
}
