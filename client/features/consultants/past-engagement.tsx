import { Anchor, Badge } from '@mantine/core'
import { Link } from 'wouter'
import type { MyEngagement } from '#protocol/consultants'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './consultants.module.css'
import { stateWords } from './engagement-words.ts'

/** What is over, and what is left of it. */
export function PastEngagement({ engagement }: { engagement: MyEngagement }) {
  const { employer, state, answeredAt, endedAt, invitedAt, historyOpen, conversationId } = engagement
  const at = endedAt ?? answeredAt ?? invitedAt
  const canRead = state === 'ended' && historyOpen && conversationId !== null
  return (
    <li className={classes.pastRow}>
      <div className={classes.headWords}>
        <div className={classes.name}>{employer.companyName}</div>
        <div className={classes.dim}>
          <TimeAgo at={at} />
          {canRead ? (
            <>
              {' · '}
              <Anchor component={Link} href={`/messages/${conversationId}`} inherit>
                Read the conversation
              </Anchor>
            </>
          ) : null}
        </div>
      </div>
      <Badge color={stateWords[state].color}>{stateWords[state].label}</Badge>
    </li>
  )
}
