import { Button, CopyButton, Group, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints } from '#protocol/scheduling'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../../ui/toasts.ts'
import css from './settings.module.css'

/** A secret address under which a calendar program finds one's interviews. */
export function PrivateFeed() {
  const queries = useQueryClient()
  const write = useWrite()
  const [asks, setAsks] = useState<'renew' | 'revoke' | null>(null)
  const { data, error, refetch } = useQuery(queryOf(endpoints.readMyFeed))
  const key = queryKeyOf(endpoints.readMyFeed)
  const complain = (cause: unknown) => showFailure({ title: 'The address is as it was', message: messageOf(cause) })
  const renew = async () => {
    try {
      queries.setQueryData(key, await write(endpoints.renewMyFeed, {}, 'Make a private calendar address'))
      showDone('The new address works from now on.')
    } catch (cause) {
      complain(cause)
    }
  }
  const revoke = async () => {
    try {
      await write(endpoints.revokeMyFeed, {}, 'End the private calendar address')
      queries.setQueryData(key, { url: null, since: null })
      showDone('The address ended. Calendar programs that have it find nothing any more.')
    } catch (cause) {
      complain(cause)
    }
  }
  return (
    <section className={css.section} aria-labelledby="feed">
      <h2 id="feed" className={css.title}>
        Your interviews in your own calendar
      </h2>
      <p className={css.quiet}>
        A private address for calendar programs. Whoever has it sees your interviews, so it is shown to you alone.
      </p>
      {error ? (
        <ErrorState compact title="It did not load" message={messageOf(error)} retry={() => void refetch()} />
      ) : data === undefined ? (
        <ListSkeleton rows={1} />
      ) : data.url === null ? (
        <Button mt="sm" onClick={() => void renew()}>
          Make the address
        </Button>
      ) : (
        <>
          <div className={css.address}>
            <TextInput
              readOnly
              aria-label="Private calendar address"
              value={data.url}
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={data.url}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  onClick={copy}
                  leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
                >
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </div>
          <Group gap="xs" mt="sm">
            <Button
              variant="subtle"
              size="compact-md"
              leftSection={<IconRefresh size={16} aria-hidden />}
              onClick={() => setAsks('renew')}
            >
              Make another
            </Button>
            <Button
              variant="subtle"
              size="compact-md"
              color="red.9"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setAsks('revoke')}
            >
              End it
            </Button>
            {data.since !== null && (
              <span className={css.quiet}>
                made <TimeAgo at={data.since} />
              </span>
            )}
          </Group>
        </>
      )}
      <ConfirmDialog
        opened={asks !== null}
        onClose={() => setAsks(null)}
        title={asks === 'renew' ? 'Make another address?' : 'End the address?'}
        action={asks === 'renew' ? 'Make another' : 'End it'}
        onConfirm={asks === 'renew' ? renew : revoke}
      >
        The address as it is ends at once. Calendar programs that have it find nothing any more.
      </ConfirmDialog>
    </section>
  )
}
