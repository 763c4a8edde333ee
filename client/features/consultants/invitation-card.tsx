import { Button } from '@mantine/core'
import { IconBuilding } from '@tabler/icons-react'
import type { MyEngagement } from '#protocol/consultants'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './consultants.module.css'
import { useMyAnswers } from './use-my-answers.ts'

/** A company asks: what for, what it would open, yes or no. */
export function InvitationCard({ engagement }: { engagement: MyEngagement }) {
  const { employer, purpose, invitedAt } = engagement
  const { accept, decline, busyWith } = useMyAnswers(engagement)
  return (
    <article className={`${classes.card} ${classes.waiting}`} aria-label={`Invitation by ${employer.companyName}`}>
      <div className={classes.head}>
        <span className={classes.company} aria-hidden="true">
          <IconBuilding size={20} stroke={1.75} />
        </span>
        <div className={classes.headWords}>
          <h3 className={classes.name}>{employer.companyName}</h3>
          <div className={classes.dim}>
            invited you <TimeAgo at={invitedAt} />
          </div>
        </div>
      </div>
      {purpose ? <p className={classes.purpose}>{purpose}</p> : null}
      <p className={classes.dim}>
        You would see their postings, candidates without names, and figures, and talk with their hiring team. They would
        see your profile. Either side can end it at any time.
      </p>
      <div className={classes.actions}>
        <Button onClick={() => void accept()} loading={busyWith === 'accept'} disabled={busyWith === 'decline'}>
          Accept
        </Button>
        <Button
          variant="default"
          onClick={() => void decline()}
          loading={busyWith === 'decline'}
          disabled={busyWith === 'accept'}
        >
          Decline
        </Button>
      </div>
    </article>
  )
}
