import { Button } from '@mantine/core'
import { IconMailHeart } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { SignedInUser } from '#protocol/auth'
import type { MyEngagement } from '#protocol/consultants'
import { messageOf } from '../../rest/call-error.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { ActiveEngagement } from './active-engagement.tsx'
import classes from './consultants.module.css'
import { groupsOf } from './engagement-words.ts'
import { InvitationCard } from './invitation-card.tsx'
import { PastEngagement } from './past-engagement.tsx'
import { useMyEngagements } from './use-my-engagements.ts'

interface Props {
  readonly user: SignedInUser
  /** Opens a company on one of its pages; left out while none is open to the reader. */
  readonly onOpen?: (employerId: string, to?: string) => void
}

/** A consultant's companies: who asks, who they work with, who it was. */
export default function ConsultantHomePage({ user, onOpen }: Props) {
  const { data, error, refetch } = useMyEngagements(user)
  return (
    <div className={classes.page}>
      <PageHeader
        title="Your engagements"
        tab="Home"
        purpose="The companies you advise. Each sees its own conversation with you, and nothing of the others."
      />
      {data ? (
        <Groups user={user} items={data.items} onOpen={onOpen} />
      ) : error ? (
        <ErrorState
          title="Your engagements could not be loaded"
          message={messageOf(error)}
          retry={() => void refetch()}
        />
      ) : (
        <ListSkeleton rows={3} withPicture />
      )}
    </div>
  )
}

function Groups({
  user,
  items,
  onOpen,
}: {
  user: SignedInUser
  items: readonly MyEngagement[]
  onOpen: Props['onOpen']
}) {
  const { invited, active, past } = groupsOf(items)
  const isMine = ({ employer }: MyEngagement) => user.memberships.some(({ employerId }) => employerId === employer.id)
  return (
    <>
      {invited.length > 0 ? (
        <section aria-labelledby="invitations" className={classes.section}>
          <h2 id="invitations" className={classes.sectionTitle}>
            Waiting for your answer
          </h2>
          {invited.map((engagement) => (
            <InvitationCard key={engagement.id} engagement={engagement} />
          ))}
        </section>
      ) : null}
      {active.length > 0 ? (
        <section aria-labelledby="active" className={classes.section}>
          <h2 id="active" className={classes.sectionTitle}>
            Active
          </h2>
          {active.map((engagement) => (
            <ActiveEngagement
              key={engagement.id}
              engagement={engagement}
              onOpen={isMine(engagement) ? onOpen : undefined}
            />
          ))}
        </section>
      ) : null}
      {invited.length + active.length === 0 ? <Nothing email={user.email} isNew={past.length === 0} /> : null}
      {past.length > 0 ? (
        <section aria-labelledby="past" className={classes.section}>
          <h2 id="past" className={classes.sectionTitle}>
            Past
          </h2>
          <ul className={classes.list}>
            {past.map((engagement) => (
              <PastEngagement key={engagement.id} engagement={engagement} />
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}

function Nothing({ email, isNew }: { email: string; isNew: boolean }) {
  return (
    <EmptyState
      icon={<IconMailHeart size={24} />}
      title={isNew ? 'No company has invited you yet' : 'You work with no company at present'}
      action={
        <Button component={Link} href="/profile" variant={isNew ? 'filled' : 'default'}>
          {isNew ? 'Write your profile' : 'Look at your profile'}
        </Button>
      }
    >
      Give companies that hire with ClearView this address: {email}. Their invitation appears here by itself, and comes
      by mail too.
    </EmptyState>
  )
}
