import { Button, Tabs } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useLocation, useParams, useSearchParams } from 'wouter'
import { useMembership } from '../../rest/membership.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TabRow, useOpenTab } from '../../ui/tab-row.tsx'
import { Invitations } from './invitations.tsx'
import { Members } from './members.tsx'
import classes from './team.module.css'

const InviteDialog = lazy(() => import('./invite-dialog.tsx'))
const Company = lazy(() => import('./company.tsx'))
const SignInSettings = lazy(() => import('./sign-in-settings.tsx'))
const Tokens = lazy(() => import('./tokens.tsx'))
const AuditLog = lazy(() => import('./audit-log.tsx'))

export default function TeamPage() {
  const { may, companyName } = useMembership()
  const { tab: asked } = useParams<{ tab?: string }>()
  const [, navigate] = useLocation()
  const [search, setSearch] = useSearchParams()
  const canManage = may('organisation.manage')
  const canAudit = may('audit.read')
  const tabs = [
    { value: 'people', label: 'People' },
    ...(canManage
      ? [
          { value: 'invitations', label: 'Invitations' },
          { value: 'company', label: 'Company' },
          { value: 'sign-in', label: 'Sign-in' },
          { value: 'tokens', label: 'API tokens' },
        ]
      : []),
    ...(canAudit ? [{ value: 'audit', label: 'Audit log' }] : []),
  ]
  const tab = useOpenTab(tabs, asked, '/team')
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
  return (
    <div className={classes.page}>
      <PageHeader
        title="Team"
        purpose={`Who works in ${companyName}, and what each of them may see and do.`}
        actions={
          canManage ? (
            <Button leftSection={<IconUserPlus size={18} stroke={1.75} />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          ) : null
        }
      />
      {canManage || canAudit ? (
        <Tabs
          value={tab}
          onChange={(next) => navigate(next === 'people' || next === null ? '/team' : `/team/${next}`)}
          keepMounted={false}
        >
          <TabRow label="Parts of the team’s page" open={tab} tabs={tabs} />
          <Tabs.Panel value="people">
            <Members />
          </Tabs.Panel>
          {canManage ? (
            <Tabs.Panel value="invitations">
              <Invitations onInvite={() => setInviting(true)} />
            </Tabs.Panel>
          ) : null}
          {canManage ? (
            <Tabs.Panel value="company">
              <Suspense fallback={<ListSkeleton rows={2} />}>
                <Company />
              </Suspense>
            </Tabs.Panel>
          ) : null}
          {canManage ? (
            <Tabs.Panel value="sign-in">
              <Suspense fallback={<ListSkeleton rows={4} />}>
                <SignInSettings />
              </Suspense>
            </Tabs.Panel>
          ) : null}
          {canManage ? (
            <Tabs.Panel value="tokens">
              <Suspense fallback={<ListSkeleton rows={3} />}>
                <Tokens />
              </Suspense>
            </Tabs.Panel>
          ) : null}
          {canAudit ? (
            <Tabs.Panel value="audit">
              <Suspense fallback={<ListSkeleton rows={8} />}>
                <AuditLog />
              </Suspense>
            </Tabs.Panel>
          ) : null}
        </Tabs>
      ) : (
        <Members />
      )}
      {isInviting ? (
        <Suspense>
          <InviteDialog onClose={() => setInviting(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
