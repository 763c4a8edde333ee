import { Badge, Button, Group } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { endpoints, type OpenSession } from '#protocol/auth'
import { call } from '../../rest/call.ts'
import { messageOf } from '../../rest/call-error.ts'
import { queryKeyOf, queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import classes from './account.module.css'

/** Where I am signed in, this browser first; each can be signed out from here. */
export function Devices() {
  const queries = useQueryClient()
  const found = useQuery({ ...queryOf(endpoints.listSessions), staleTime: 0 })
  const read = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listSessions) })
  const end = async (session: OpenSession) => {
    try {
      await call(endpoints.endSession, { params: { sessionId: session.id } })
      showDone(`${session.device} is signed out.`)
    } catch (error) {
      showFailure({ title: `${session.device} was not signed out`, message: messageOf(error) })
    }
    await read()
  }
  const endOthers = async () => {
    try {
      const { ended } = await call(endpoints.endOtherSessions)
      showDone(ended === 1 ? 'One other device is signed out.' : `${ended} other devices are signed out.`)
    } catch (error) {
      showFailure({ title: 'The others were not signed out', message: messageOf(error) })
    }
    await read()
  }
  return (
    <section className={classes.section} aria-labelledby="devices">
      <h2 id="devices" className={classes.title}>
        Devices
      </h2>
      {found.data ? (
        <>
          <ul className={classes.list}>
            {[...found.data.items].sort(thisFirst).map((session) => (
              <DeviceRow key={session.id} session={session} onEnd={() => end(session)} />
            ))}
          </ul>
          {found.data.items.length > 1 ? (
            <Group mt="md">
              <Button variant="default" onClick={() => void endOthers()}>
                Sign out everywhere else
              </Button>
            </Group>
          ) : null}
        </>
      ) : found.error ? (
        <ErrorState
          title="Your devices could not be loaded"
          message={messageOf(found.error)}
          retry={() => void found.refetch()}
        />
      ) : (
        <ListSkeleton rows={2} />
      )}
    </section>
  )
}

const thisFirst = (a: OpenSession, b: OpenSession) => Number(b.current) - Number(a.current)

function DeviceRow({ session, onEnd }: { session: OpenSession; onEnd: () => Promise<void> }) {
  const [isBusy, setIsBusy] = useState(false)
  const { device, ip, current, createdAt, lastUsedAt } = session
  return (
    <li className={classes.row}>
      <div>
        <div className={classes.name}>
          {device}
          {current ? <Badge color="indigo">This one</Badge> : null}
        </div>
        <div className={classes.dim}>
          signed in <TimeAgo at={createdAt} /> from {ip} · used <TimeAgo at={lastUsedAt} />
        </div>
      </div>
      {current ? null : (
        <Button
          variant="default"
          size="compact-sm"
          loading={isBusy}
          aria-label={`Sign out ${device}, signed in from ${ip}`}
          onClick={() => {
            setIsBusy(true)
            void onEnd().finally(() => setIsBusy(false))
          }}
        >
          Sign out
        </Button>
      )}
    </li>
  )
}
