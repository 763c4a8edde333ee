import { useQueryClient } from '@tanstack/react-query'
import { endpoints, type Scorecard } from '#protocol/scorecards'
import { call } from '../../rest/call.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf } from '../../rest/queries.ts'
import { ReasonDialog } from './reason-dialog.tsx'

/** Turns over what is in although somebody is missing: it cannot be taken back, so it says before what will happen. */
export function RevealNowDialog({ scorecard, onClose }: { scorecard: Scorecard; onClose: () => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const { applicationId, submitted, expected } = scorecard
  const params = { employerId, applicationId }
  const reveal = async (reason: string) => {
    const revealed = await call(endpoints.revealScorecard, { params, body: { reason } })
    queries.setQueryData(queryKeyOf(endpoints.readScorecard, { params }), revealed)
  }
  return (
    <ReasonDialog
      title={`Reveal ${submitted} of ${expected}?`}
      facts={[
        'Everybody who may see them sees the ratings that are in, at once.',
        `${expected - submitted} still missing can be handed in later, and will be marked as late.`,
        'Your reason is logged. It cannot be undone.',
      ]}
      label="Why not wait for the rest?"
      action="Reveal"
      onConfirm={reveal}
      onClose={onClose}
    />
  )
}
