import type { Member } from '#protocol/team'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { messageOf } from '../../rest/call-error.ts'
import { membersQuery } from '../../rest/members-query.ts'
import { useMembership } from '../../rest/membership.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { MemberRow } from './member-row.tsx'
import classes from './team.module.css'

const changes = ['user.joined', 'user.role-changed', 'user.jobs-changed', 'user.removed'] as const

/** The people of the employer; a change by somebody else shows by itself. */
export function Members() {
  const { employerId } = useMembership()
  const live = useLiveQuery(membersQuery(employerId), changes)
  switch (live.status) {
    case 'loading':
      return <ListSkeleton rows={5} withPicture />
    case 'failed':
      return <ErrorState title="The team could not be loaded" message={messageOf(live.error)} retry={live.retry} />
    default: {
      // Consultants come and go with their engagements, on a page of their own.
      const members = live.data.items.filter(({ role }) => role !== 'consultant').sort(byName)
      const ownerCount = members.filter(({ role }) => role === 'owner').length
      return (
        <ul className={classes.list} aria-label="People">
          {members.map((member) => (
            <MemberRow key={member.id} member={member} ownerCount={ownerCount} />
          ))}
        </ul>
      )
    }
  }
}

const byName = (a: Member, b: Member) => a.name.localeCompare(b.name)
