import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type MyRatings, type Scorecard } from '#protocol/scorecards'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { bodyOf, type Changes, shown, withChange } from './draft.ts'
import { RatingSteps } from './rating-steps.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import css from './review.module.css'
import { stepsOf } from './steps.ts'

/** What I handed in: to be read, and to be amended with a reason. */
export function SubmittedReview({ scorecard, mine }: { scorecard: Scorecard; mine: MyRatings }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const [changes, setChanges] = useState<Changes | null>(null)
  const [asksWhy, setAsksWhy] = useState(false)
  const [active, setActive] = useState('')
  const { criteria } = scorecard.kit
  const amend = async (reason: string) => {
    const params = { employerId, applicationId: scorecard.applicationId }
    await call(endpoints.amendMyRatings, { params, body: { ...bodyOf(changes ?? {}), reason } })
    await queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.readScorecard, { params }) })
    setChanges(null)
  }
  return (
    <details className={`${css.submitted} cv-fold`} open={scorecard.revealed === null}>
      <summary>
        <strong>My ratings</strong>
        {mine.submittedAt !== null && (
          <span className={css.dim}>
            in since <TimeAgo at={mine.submittedAt} />
            {mine.amendments.length > 0 && ', amended'}
          </span>
        )}
      </summary>
      <RatingSteps
        rated={{
          content: shown(mine, changes ?? {}),
          conflicts: [],
          isReadOnly: changes === null,
          set: (field, value) => setChanges((current) => withChange(current ?? {}, mine, field, value)),
          settle: () => undefined,
        }}
        criteria={criteria}
        steps={stepsOf(criteria)}
        active={active}
        onActive={setActive}
      />
      <footer className={css.bar} data-bottom-bar>
        {changes === null ? (
          <Button variant="default" onClick={() => setChanges({})}>
            Amend
          </Button>
        ) : (
          <>
            <Button disabled={Object.keys(changes).length === 0} onClick={() => setAsksWhy(true)}>
              Save the amendment…
            </Button>
            <Button variant="default" onClick={() => setChanges(null)}>
              Leave it as it was
            </Button>
          </>
        )}
      </footer>
      {asksWhy && (
        <ReasonDialog
          title="Amend what you submitted?"
          facts={[
            'What it said before stays, and is shown beside it.',
            scorecard.revealed === null
              ? 'The panel sees both after the reveal.'
              : 'It is marked as amended after the reveal.',
          ]}
          label="What changed your mind?"
          action="Amend"
          onConfirm={amend}
          onClose={() => setAsksWhy(false)}
        />
      )}
    </details>
  )
}
