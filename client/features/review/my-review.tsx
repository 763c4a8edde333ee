import { Button, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type MyRatings, type Scorecard } from '#protocol/scorecards'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { useIntentionKey } from '../../rest/use-intention-key.ts'
import { SaveBadge } from '../../ui/save-badge.tsx'
import type { KeyAction } from './keys.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { RatingSteps } from './rating-steps.tsx'
import css from './review.module.css'
import { chooseIn, focusStep, focusText, leaveText } from './step-focus.ts'
import { firstOpen, isDone, progressOf, stepFrom, stepsOf } from './steps.ts'
import { useMyDraft } from './use-my-draft.ts'
import { useReviewKeys } from './use-review-keys.ts'

interface MyReviewProps {
  readonly scorecard: Scorecard
  readonly mine: MyRatings
  /** Only this criterion, for candidate after candidate. */
  readonly only: string | null
}

/** My ratings before they are in: step by step, saved as I write, handed in when every step is done. */
export function MyReview({ scorecard, mine, only }: MyReviewProps) {
  const { criteria } = scorecard.kit
  const draft = useMyDraft(scorecard.applicationId, mine)
  const { content, conflicts, saving, set, settle } = draft
  const all = stepsOf(criteria)
  const steps = only !== null && all.includes(only) ? [only] : all
  const [active, setActive] = useState(() => firstOpen(content, steps))
  const current = steps.includes(active) ? active : (steps[0] ?? active)
  const [showsKeys, setShowsKeys] = useState(false)
  const { submit, problem, isBusy } = useSubmit(scorecard, draft)
  const { done, of } = progressOf(content, all)

  const goTo = (step: string) => {
    setActive(step)
    focusStep(step)
  }
  const handIn = () => {
    const missing = all.filter((step) => !isDone(content, step))
    if (missing[0] !== undefined) goTo(missing[0])
    void submit(missing.length)
  }
  const act = (action: KeyAction) => {
    if (action.kind === 'choose') chooseIn(current, action.mark)
    if (action.kind === 'step') goTo(stepFrom(steps, current, action.by))
    if (action.kind === 'text') focusText(current)
    if (action.kind === 'leave-text') leaveText(current)
    if (action.kind === 'submit') handIn()
    if (action.kind === 'help') setShowsKeys(true)
    return action.kind !== 'candidate'
  }
  useReviewKeys(act)

  return (
    <section aria-label="My ratings">
      <header className={css.mineHead}>
        <h2 className={css.mineTitle}>My ratings</h2>
        <output className="cv-numbers">
          {done} of {of}
        </output>
        <progress className={css.progress} value={done} max={of} aria-label="Steps done" />
        <SaveBadge saving={saving} />
      </header>
      <RatingSteps
        rated={{ content, conflicts, isReadOnly: false, set, settle }}
        criteria={criteria}
        steps={steps}
        active={current}
        onActive={setActive}
      />
      <footer className={css.bar} data-bottom-bar>
        {problem !== null && (
          <Text c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
        <Button onClick={handIn} loading={isBusy} aria-keyshortcuts="Control+Enter">
          Submit my ratings
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setShowsKeys(true)} aria-keyshortcuts="?">
          Keys
        </Button>
        <span className={css.dim}>
          {scorecard.revealed === null
            ? 'Nobody sees them before the reveal.'
            : 'The panel is revealed: yours will say that they came late.'}
        </span>
      </footer>
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
    </section>
  )
}

function useSubmit({ applicationId }: Scorecard, draft: ReturnType<typeof useMyDraft>) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const keyFor = useIntentionKey()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async (missing: number) => {
    if (missing > 0) {
      return setProblem(
        `${missing} ${missing === 1 ? 'step is' : 'steps are'} not done: each needs a choice and its words.`,
      )
    }
    if (draft.conflicts.length > 0)
      return setProblem('Decide first what stands where another device wrote something else.')
    setProblem(null)
    setIsBusy(true)
    const params = { employerId, applicationId }
    try {
      await draft.flush()
      const body = draft.unsent()
      await call(endpoints.submitMyRatings, { params, body, idempotencyKey: keyFor([applicationId, body]) })
      await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readScorecard, { params }) })
    } catch (error) {
      setProblem(messageOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  return { submit, problem, isBusy }
}
