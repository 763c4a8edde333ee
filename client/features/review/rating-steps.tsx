import { Radio, Textarea } from '@mantine/core'
import type { KitCriterion } from '#protocol/kits'
import { type MyRatings, Recommendation } from '#protocol/scorecards'
import { ConflictNote } from './conflict-note.tsx'
import { type Conflict, type Field, type Value, valueIn } from './draft.ts'
import { recommendationWords } from './recommendation-words.ts'
import css from './review.module.css'
import { Scale } from './scale.tsx'
import { StepCard } from './step-card.tsx'
import { isDone, verdict } from './steps.ts'

/** What the steps of a review are drawn from, and where their changes go. */
export interface Rated {
  readonly content: Pick<MyRatings, 'ratings' | 'recommendation' | 'conclusion'>
  readonly conflicts: readonly Conflict[]
  readonly isReadOnly: boolean
  readonly set: (field: Field, value: Value) => void
  readonly settle: (field: Field, value: Value) => void
}

interface RatingStepsProps {
  readonly rated: Rated
  readonly criteria: readonly KitCriterion[]
  /** Only these, one after the other. */
  readonly steps: readonly string[]
  readonly active: string
  readonly onActive: (step: string) => void
}

export function RatingSteps({ rated, criteria, steps, active, onActive }: RatingStepsProps) {
  return steps.map((step) => {
    const criterion = criteria.find(({ id }) => id === step)
    const place = {
      step,
      isActive: step === active,
      isDone: isDone(rated.content, step),
      onFocus: () => onActive(step),
    }
    if (criterion) return <CriterionStep key={step} criterion={criterion} rated={rated} place={place} />
    return step === verdict ? <VerdictStep key={step} rated={rated} place={place} /> : null
  })
}

interface Place {
  readonly step: string
  readonly isActive: boolean
  readonly isDone: boolean
  readonly onFocus: () => void
}

function CriterionStep({ criterion, rated, place }: { criterion: KitCriterion; rated: Rated; place: Place }) {
  const { content, isReadOnly, set } = rated
  const [score, evidence] = [`score:${criterion.id}`, `evidence:${criterion.id}`] as const
  return (
    <StepCard {...place} title={criterion.name} aside={`Weight ${criterion.weight}`}>
      {criterion.questions.length > 0 && (
        <ul className={css.questions}>
          {criterion.questions.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
      <Scale
        criterion={criterion}
        score={valueIn(content, score) as number | null}
        isReadOnly={isReadOnly}
        onScore={(value) => set(score, value)}
      />
      <Textarea
        label="Evidence"
        description="What did you see or read that shows it?"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5000}
        readOnly={isReadOnly}
        value={String(valueIn(content, evidence) ?? '')}
        onChange={(event) => set(evidence, event.currentTarget.value)}
        data-step-text
      />
      <Conflicts rated={rated} fields={[score, evidence]} />
    </StepCard>
  )
}

function VerdictStep({ rated, place }: { rated: Rated; place: Place }) {
  const { content, isReadOnly, set } = rated
  return (
    <StepCard {...place} title="Your recommendation">
      <Radio.Group
        label="What would you do?"
        value={content.recommendation ?? ''}
        onChange={(value) => set('recommendation', value)}
        readOnly={isReadOnly}
      >
        <div className={css.choices}>
          {Recommendation.options.map((one) => (
            <Radio.Card key={one} value={one} className={css.choice ?? ''} disabled={isReadOnly}>
              {recommendationWords[one]}
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Conclusion"
        description="What decides it for you?"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={5000}
        readOnly={isReadOnly}
        value={content.conclusion}
        onChange={(event) => set('conclusion', event.currentTarget.value)}
        data-step-text
      />
      <Conflicts rated={rated} fields={['recommendation', 'conclusion']} />
    </StepCard>
  )
}

const Conflicts = ({ rated, fields }: { rated: Rated; fields: readonly Field[] }) => (
  <ConflictNote
    conflicts={rated.conflicts}
    fields={fields}
    mine={(field) => valueIn(rated.content, field)}
    onSettle={rated.settle}
  />
)
