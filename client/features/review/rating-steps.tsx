import { Radio } from '@mantine/core'
import { memo } from 'react'
import type { KitCriterion } from '#protocol/kits'
import { type MyRatings, Recommendation } from '#protocol/scorecards'
import { GrowingText } from '../../ui/growing-text.tsx'
import { ConflictNote } from './conflict-note.tsx'
import { type Conflict, type Field, type Value, valueIn } from './draft.ts'
import { recommendationWords } from './recommendation-words.ts'
import css from './review.module.css'
import { Scale } from './scale.tsx'
import { StepCard } from './step-card.tsx'
import { isDone, verdict } from './steps.ts'

/** What the steps of a review are drawn from, and where their changes go. */
interface Rated {
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
  const { content, isReadOnly, set, settle } = rated
  return steps.map((step) => {
    const criterion = criteria.find(({ id }) => id === step)
    const fields = criterion ? fieldsOf(criterion) : verdictFields
    const about = rated.conflicts.filter(({ field }) => fields.includes(field))
    const conflicts = about.length > 0 ? about : noConflicts
    const isActive = step === active
    const place = { step, isActive, isDone: isDone(content, step), onActive, isReadOnly, conflicts, set, settle }
    if (criterion) {
      const [score, evidence] = fieldsOf(criterion)
      return (
        <CriterionStep
          key={step}
          {...place}
          criterion={criterion}
          score={valueIn(content, score) as number | null}
          evidence={String(valueIn(content, evidence) ?? '')}
        />
      )
    }
    const { recommendation, conclusion } = content
    return step === verdict ? (
      <VerdictStep key={step} {...place} recommendation={recommendation} conclusion={conclusion} />
    ) : null
  })
}

const fieldsOf = ({ id }: KitCriterion) => [`score:${id}`, `evidence:${id}`] as const satisfies Field[]
const verdictFields: readonly Field[] = ['recommendation', 'conclusion']
const noConflicts: readonly Conflict[] = []

interface StepProps extends Pick<Rated, 'conflicts' | 'isReadOnly' | 'set' | 'settle'> {
  readonly step: string
  readonly isActive: boolean
  readonly isDone: boolean
  readonly onActive: (step: string) => void
}

interface CriterionStepProps extends StepProps {
  readonly criterion: KitCriterion
  readonly score: number | null
  readonly evidence: string
}

/** Drawn anew only for what is its own: with every letter all the others would measure their heights, too. */
const CriterionStep = memo(function CriterionStep(props: CriterionStepProps) {
  const { criterion, score, evidence, isReadOnly, set } = props
  const [scoreField, evidenceField] = fieldsOf(criterion)
  return (
    <StepCard {...props} title={criterion.name} aside={`Weight ${criterion.weight}`}>
      {criterion.questions.length > 0 && (
        <ul className={css.questions}>
          {criterion.questions.map(({ id, text }) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      )}
      <Scale criterion={criterion} score={score} isReadOnly={isReadOnly} onScore={(value) => set(scoreField, value)} />
      <GrowingText
        label="Evidence"
        description="What did you see or read that shows it?"
        minRows={2}
        maxRows={12}
        maxLength={5000}
        readOnly={isReadOnly}
        value={evidence}
        onChange={(event) => set(evidenceField, event.currentTarget.value)}
        data-step-text
      />
      <ConflictNote {...props} mine={(field) => (field === scoreField ? score : evidence)} />
    </StepCard>
  )
})

interface VerdictStepProps extends StepProps, Pick<Rated['content'], 'recommendation' | 'conclusion'> {}

const VerdictStep = memo(function VerdictStep(props: VerdictStepProps) {
  const { recommendation, conclusion, isReadOnly, set } = props
  return (
    <StepCard {...props} title="Your recommendation">
      <Radio.Group
        label="What would you do?"
        value={recommendation ?? ''}
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
      <GrowingText
        label="Conclusion"
        description="What decides it for you?"
        minRows={2}
        maxRows={12}
        maxLength={5000}
        readOnly={isReadOnly}
        value={conclusion}
        onChange={(event) => set('conclusion', event.currentTarget.value)}
        data-step-text
      />
      <ConflictNote {...props} mine={(field) => (field === 'conclusion' ? conclusion : recommendation)} />
    </StepCard>
  )
})
