import { Button } from '@mantine/core'
import { IconCheck, IconEyeCheck, IconHourglass, IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import type { Scorecard } from '#protocol/scorecards'
import { useMembership } from '../../rest/membership.tsx'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { RevealNowDialog } from './reveal-now-dialog.tsx'
import css from './review.module.css'
import { ReviewersDialog } from './reviewers-dialog.tsx'

/** Sealed or revealed, how many are in, and what whoever leads the hiring can do about it. */
export function PanelStatus({ scorecard }: { scorecard: Scorecard }) {
  const { may } = useMembership()
  const nameOf = useColleagues()
  const [dialog, setDialog] = useState<'reveal' | 'reviewers' | null>(null)
  const { revealed, submitted, expected, reviewers, isKitOutdated } = scorecard
  const canManage = may('scorecard.manage', scorecard.jobId)
  const isSealed = revealed === null
  const Icon = isSealed ? IconLock : IconEyeCheck
  return (
    <section className={css.status} data-revealed={!isSealed || undefined} aria-label="The panel" aria-live="polite">
      <p className={css.statusWords}>
        <Icon size={20} aria-hidden />
        <strong>{expected === 0 ? 'Nobody is asked to rate yet' : `${submitted} of ${expected} in`}</strong>
        <span>
          {isSealed ? (
            expected > 0 && 'sealed until all are'
          ) : (
            <>
              revealed <TimeAgo at={revealed.at} />
            </>
          )}
        </span>
      </p>
      {revealed?.by && (
        <p className={css.dim}>
          {nameOf(revealed.by)} did not wait for the rest: {revealed.reason}
        </p>
      )}
      {reviewers.length > 0 && (
        <ul className={css.people}>
          {reviewers.map(({ userId, submitted: isIn }) => (
            <li key={userId} data-in={isIn || undefined}>
              {isIn ? <IconCheck size={16} aria-hidden /> : <IconHourglass size={16} aria-hidden />}
              {nameOf(userId)}
              <span className="cv-visually-hidden">{isIn ? ', in' : ', missing'}</span>
            </li>
          ))}
        </ul>
      )}
      {isKitOutdated && (
        <p className={css.dim}>The kit was changed since. This panel goes on with the one that it began with.</p>
      )}
      {canManage && isSealed && (
        <div className={css.actions}>
          <Button variant="default" size="compact-md" onClick={() => setDialog('reviewers')}>
            Reviewers…
          </Button>
          {submitted > 0 && (
            <Button variant="default" size="compact-md" onClick={() => setDialog('reveal')}>
              Reveal now…
            </Button>
          )}
        </div>
      )}
      {dialog === 'reveal' && <RevealNowDialog scorecard={scorecard} onClose={() => setDialog(null)} />}
      {dialog === 'reviewers' && <ReviewersDialog scorecard={scorecard} onClose={() => setDialog(null)} />}
    </section>
  )
}
