import { Button } from '@mantine/core'
import { IconHeartHandshake, IconUserPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useLocation, useParams, useSearchParams } from 'wouter'
import { type Engagement, endpoints } from '#protocol/consultants'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import classes from './consultants.module.css'
import { EngagementRow } from './engagement-row.tsx'
import { groupsOf } from './engagement-words.ts'

const InviteDialog = lazy(() => import('./invite-dialog.tsx'))
const EngagementPane = lazy(() => import('./engagement-pane.tsx'))

const changes = [
  'engagement.invited',
  'engagement.accepted',
  'engagement.declined',
  'engagement.withdrawn',
  'engagement.ended',
  'engagement.changed',
] as const

/** Whom the company engages from outside, how it stands with each, and what they may see. */
export default function ConsultantsPage() {
  const { employerId, may } = useMembership()
  const { engagementId } = useParams<{ engagementId?: string }>()
  const [, navigate] = useLocation()
  const [search, setSearch] = useSearchParams()
  const live = useLiveQuery(
    queryOf(endpoints.listEngagements, { params: { employerId }, query: { limit: 200 } }),
    changes,
  )
  const canManage = may('engagement.manage')
  const isInviting = canManage && search.has('invite')
  const setInviting = (opened: boolean) =>
    setSearch(
      (before) => {
        if (opened) before.set('invite', '1')
        else before.delete('invite')
        return before
      },
      { replace: true },
    )
  const open = 'data' in live ? live.data.items.find(({ id }) => id === engagementId) : undefined
  return (
    <div className={classes.page}>
      <PageHeader
        title="Consultants"
        purpose="People from outside who look at your hiring: they see candidates without names, postings and figures, and talk with your team."
        actions={
          canManage ? (
            <Button leftSection={<IconUserPlus size={18} stroke={1.75} />} onClick={() => setInviting(true)}>
              Invite a consultant
            </Button>
          ) : null
        }
      />
      {live.status === 'loading' ? <ListSkeleton rows={3} withPicture /> : null}
      {live.status === 'failed' ? (
        <ErrorState title="The consultants could not be loaded" message={messageOf(live.error)} retry={live.retry} />
      ) : null}
      {'data' in live ? (
        <Groups items={live.data.items} {...(canManage ? { onInvite: () => setInviting(true) } : {})} />
      ) : null}
      {isInviting ? (
        <Suspense>
          <InviteDialog onClose={() => setInviting(false)} />
        </Suspense>
      ) : null}
      {open ? (
        <Suspense>
          <EngagementPane engagement={open} onClose={() => navigate('/consultants')} />
        </Suspense>
      ) : null}
    </div>
  )
}

function Groups({ items, onInvite }: { items: readonly Engagement[]; onInvite?: () => void }) {
  const { active, invited, past } = groupsOf(items)
  if (items.length === 0) {
    return (
      <EmptyState
        icon={<IconHeartHandshake size={24} />}
        title="No consultant looks at your hiring yet"
        action={onInvite ? <Button onClick={onInvite}>Invite a consultant</Button> : null}
      >
        A consultant for diversity, equity and inclusion reads along without names and tells you what they notice. You
        end it whenever you like.
      </EmptyState>
    )
  }
  return (
    <>
      <Group title="Active" items={active} />
      <Group title="Invited" items={invited} />
      <Group title="Past" items={past} />
    </>
  )
}

function Group({ title, items }: { title: string; items: readonly Engagement[] }) {
  if (items.length === 0) return null
  const id = `consultants-${title.toLowerCase()}`
  return (
    <section aria-labelledby={id} className={classes.section}>
      <h2 id={id} className={classes.sectionTitle}>
        {title}
      </h2>
      <ul className={classes.list}>
        {items.map((engagement) => (
          <EngagementRow key={engagement.id} engagement={engagement} />
        ))}
      </ul>
    </section>
  )
}
