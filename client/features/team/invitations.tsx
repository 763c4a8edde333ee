import { Badge, Button } from '@mantine/core'
import { IconMailPlus } from '@tabler/icons-react'
import { endpoints, type Invitation } from '#protocol/team'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { roleWords } from '../../rest/role-words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PersonPicture } from '../../ui/person-picture.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { invitableRoles } from './role-rules.ts'
import classes from './team.module.css'
import { useTeamChanges } from './use-team-changes.ts'

const states: Readonly<Record<Invitation['state'], { label: string; color: string }>> = {
  pending: { label: 'Waiting', color: 'indigo' },
  accepted: { label: 'Accepted', color: 'gray' },
  revoked: { label: 'Taken back', color: 'gray' },
  expired: { label: 'Expired', color: 'gray' },
}

/** Who was invited and what became of it; those that still wait stand first. */
export function Invitations({ onInvite }: { onInvite: () => void }) {
  const { employerId } = useMembership()
  const live = useLiveQuery(queryOf(endpoints.listInvitations, { params: { employerId }, query: { limit: 200 } }), [
    'user.joined',
  ])
  if (live.status === 'loading') return <ListSkeleton rows={3} withPicture />
  if (live.status === 'failed') {
    return <ErrorState title="The invitations could not be loaded" message={messageOf(live.error)} retry={live.retry} />
  }
  const waiting = live.data.items.filter(({ state }) => state === 'pending')
  const past = live.data.items.filter(({ state }) => state !== 'pending')
  if (waiting.length + past.length === 0) {
    return (
      <EmptyState
        icon={<IconMailPlus size={24} />}
        title="Nobody was invited yet"
        action={<Button onClick={onInvite}>Invite somebody</Button>}
      >
        A colleague gets a link by mail and chooses a password. You choose what they may see.
      </EmptyState>
    )
  }
  return (
    <ul className={classes.list} aria-label="Invitations">
      {[...waiting, ...past].map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} />
      ))}
    </ul>
  )
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { role: mine } = useMembership()
  const { revoke } = useTeamChanges()
  const { email, role, state, invitedAt, expiresAt } = invitation
  const isWaiting = state === 'pending'
  return (
    <li className={classes.row}>
      <PersonPicture name={email} size={36} />
      <div className={classes.who}>
        <div className={classes.name}>{email}</div>
        <div className={classes.dim}>
          {roleWords[role].label} · invited <TimeAgo at={invitedAt} />
          {isWaiting ? (
            <>
              , the link ends <TimeAgo at={expiresAt} />
            </>
          ) : null}
        </div>
      </div>
      <div className={classes.role}>
        {isWaiting && invitableRoles(mine).includes(role) ? (
          <Button size="compact-sm" variant="default" onClick={() => void revoke(invitation)}>
            Take back
          </Button>
        ) : (
          <Badge color={states[state].color}>{states[state].label}</Badge>
        )}
      </div>
    </li>
  )
}
