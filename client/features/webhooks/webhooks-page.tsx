import { Button, Tabs } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'wouter'
import { endpoints } from '#protocol/webhooks'
import { messageOf } from '../../rest/call-error.ts'
import { keepAsking } from '../../rest/keep-asking.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TabRow } from '../../ui/tab-row.tsx'
import { FailedWork } from './failed-work.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookRow } from './webhook-row.tsx'
import classes from './webhooks.module.css'

/** Addresses that are called when something happens, and deliveries that failed for good. */
export default function WebhooksPage() {
  const [search, setSearch] = useSearchParams()
  const tab = search.get('tab') === 'failed' ? 'failed' : 'webhooks'
  const [isAdding, setIsAdding] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  return (
    <div className={classes.page}>
      <PageHeader
        title="Webhooks"
        purpose="Other programs of yours, gateways for text messages among them, are called when something happens here."
        actions={
          <Button leftSection={<IconPlus size={18} stroke={1.75} />} onClick={() => setIsAdding(true)}>
            Add a webhook
          </Button>
        }
      />
      <Tabs
        value={tab}
        onChange={(next) => setSearch(next === 'failed' ? { tab: next } : {}, { replace: true })}
        keepMounted={false}
      >
        <TabRow
          label="Parts of the page"
          open={tab}
          tabs={[
            { value: 'webhooks', label: 'Webhooks' },
            { value: 'failed', label: 'Failed deliveries' },
          ]}
        />
        <Tabs.Panel value="webhooks">
          <List onSecret={setSecret} />
        </Tabs.Panel>
        <Tabs.Panel value="failed">
          <FailedWork />
        </Tabs.Panel>
      </Tabs>
      {isAdding ? <WebhookDialog onClose={() => setIsAdding(false)} onAdded={setSecret} /> : null}
      {secret === null ? null : <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </div>
  )
}

function List({ onSecret }: { onSecret: (secret: string) => void }) {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const query = useQuery({
    ...queryOf(endpoints.listWebhooks, { params: { employerId } }),
    staleTime: 0,
    // No entry tells that one began to fail or was switched off.
    refetchInterval: keepAsking(5000),
  })
  const readAgain = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listWebhooks) })
  if (query.isPending) return <ListSkeleton rows={3} />
  if (!query.data) {
    return (
      <ErrorState
        title="The webhooks could not be loaded"
        message={messageOf(query.error)}
        retry={() => void query.refetch()}
      />
    )
  }
  if (query.data.items.length === 0) {
    return (
      <EmptyState icon={<IconWebhook size={24} />} title="No webhooks yet">
        Add the address of a program that should hear of applications, interviews and decisions as they happen.
      </EmptyState>
    )
  }
  return (
    <ul className={classes.list}>
      {query.data.items.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} onChanged={readAgain} onSecret={onSecret} />
      ))}
    </ul>
  )
}
