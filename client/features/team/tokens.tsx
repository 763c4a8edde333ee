import { Badge, Button, Group } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { type ApiToken, endpoints } from '#protocol/tokens'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { useColleagues } from '../../rest/use-colleagues.ts'
import { isolated } from '../../ui/beside.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import classes from './team.module.css'

const TokenDialog = lazy(() => import('./token-dialog.tsx'))

const states: Readonly<Record<ApiToken['state'], string>> = { active: '', expired: 'Expired', revoked: 'Revoked' }

/** What programs sign in with; those that work stand first. */
export default function Tokens() {
  const { employerId } = useMembership()
  const queries = useQueryClient()
  const [isMaking, setIsMaking] = useState(false)
  const found = useQuery({
    ...queryOf(endpoints.listTokens, { params: { employerId }, query: { limit: 200 } }),
    staleTime: 0,
  })
  const read = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listTokens) })
  const make = <Button onClick={() => setIsMaking(true)}>New token</Button>
  const sorted = [...(found.data?.items ?? [])].sort(
    (a, b) => Number(a.state !== 'active') - Number(b.state !== 'active'),
  )
  return (
    <>
      {found.isPending ? (
        <ListSkeleton rows={3} />
      ) : !found.data ? (
        <ErrorState
          title="The tokens could not be loaded"
          message={messageOf(found.error)}
          retry={() => void found.refetch()}
        />
      ) : sorted.length === 0 ? (
        <EmptyState icon={<IconKey size={24} />} title="No API tokens yet" action={make}>
          With a token a program of yours reads or writes what you let it, under your name. The API is described at
          /api/docs.
        </EmptyState>
      ) : (
        <>
          <Group mb="sm">{make}</Group>
          <ul className={classes.list} aria-label="API tokens">
            {sorted.map((token) => (
              <TokenRow key={token.id} token={token} onRevoked={read} />
            ))}
          </ul>
        </>
      )}
      {isMaking ? (
        <Suspense>
          <TokenDialog onMade={read} onClose={() => setIsMaking(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function TokenRow({ token, onRevoked }: { token: ApiToken; onRevoked: () => Promise<void> }) {
  const { employerId } = useMembership()
  const [isAsking, setIsAsking] = useState(false)
  const { id, name, scopes, state, createdBy, createdAt, expiresAt, lastUsedAt } = token
  const maker = useColleagues()(createdBy)
  const revoke = async () => {
    try {
      await call(endpoints.revokeToken, { params: { employerId, tokenId: id } })
      showDone(`${name} no longer works.`)
    } catch (error) {
      showFailure({ title: `${name} was not revoked`, message: messageOf(error) })
    }
    await onRevoked()
  }
  return (
    <li className={classes.token}>
      <div className={classes.who}>
        <div className={classes.name}>{name}</div>
        <div className={classes.scopes}>
          {scopes.map((scope) => (
            <Badge key={scope} color="gray" tt="none">
              {scope}
            </Badge>
          ))}
        </div>
        <div className={classes.dim}>
          made <TimeAgo at={createdAt} /> by {maker === 'You' ? 'you' : isolated(maker)} ·{' '}
          {lastUsedAt ? (
            <>
              used <TimeAgo at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
          {state === 'active' ? (
            <>
              {' '}
              · ends <TimeAgo at={expiresAt} />
            </>
          ) : null}
        </div>
      </div>
      {state === 'active' ? (
        <Button size="compact-sm" variant="default" onClick={() => setIsAsking(true)} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      ) : (
        <Badge color="gray">{states[state]}</Badge>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Revoke ${name}?`}
        action="Revoke it"
        onConfirm={revoke}
      >
        Programs that use it stop working at once. A revoked token cannot be brought back; make a new one instead.
      </ConfirmDialog>
    </li>
  )
}
