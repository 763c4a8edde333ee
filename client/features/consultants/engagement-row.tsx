import { Badge, Button } from '@mantine/core'
import { IconMessage } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { Engagement } from '#protocol/consultants'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { useGlowOnce } from '../../ui/use-glow-once.ts'
import classes from './consultants.module.css'
import { stateWords } from './engagement-words.ts'
import { useTakesPart } from './use-takes-part.ts'

/** One engagement in the list; the name opens what is known of it. */
export function EngagementRow({ engagement }: { engagement: Engagement }) {
  const { id, state, consultant, email, purpose, conversationId, version } = engagement
  const element = useGlowOnce<HTMLLIElement>(version)
  const takesPart = useTakesPart(engagement)
  const name = consultant?.name ?? email
  return (
    <li className={classes.row} ref={element}>
      <PersonPicture name={name} size={36} />
      <div className={classes.headWords}>
        <div className={classes.rowName}>
          <Link href={`/consultants/${id}`} className={classes.rowLink ?? ''}>
            {name}
          </Link>
          {consultant?.organisation ? <span className={classes.dim}>{consultant.organisation}</span> : null}
        </div>
        <div className={`${classes.dim} ${classes.cut}`} title={purpose}>
          <Since engagement={engagement} />
          {purpose ? ` · ${purpose}` : ''}
        </div>
      </div>
      <div className={classes.rowEnd}>
        {state === 'active' && takesPart ? (
          <Button
            component={Link}
            href={`/messages/${conversationId}`}
            variant="default"
            size="compact-md"
            leftSection={<IconMessage size={18} stroke={1.75} />}
            aria-label={`Open the conversation with ${name}`}
          >
            Conversation
          </Button>
        ) : state === 'active' || state === 'invited' ? null : (
          <Badge color={stateWords[state].color}>{stateWords[state].label}</Badge>
        )}
      </div>
    </li>
  )
}

function Since({ engagement: { state, invitedAt, answeredAt, endedAt, invitedBy } }: { engagement: Engagement }) {
  if (state === 'invited') {
    return (
      <>
        invited <TimeAgo at={invitedAt} />
        {invitedBy.name ? ` by ${invitedBy.name}` : ''}
      </>
    )
  }
  if (state === 'active')
    return (
      <>
        since <TimeAgo at={answeredAt ?? invitedAt} />
      </>
    )
  return <TimeAgo at={endedAt ?? answeredAt ?? invitedAt} />
}
