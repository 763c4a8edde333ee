import { ActionIcon, Button } from '@mantine/core'
import { IconCalendarPlus, IconRefresh, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type ExternalCalendar, endpoints } from '#protocol/scheduling'
import { useWrite } from '../../../live/use-write.ts'
import { messageOf } from '../../../rest/call-error.ts'
import { queryKeyOf, queryOf } from '../../../rest/queries.ts'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { ErrorState } from '../../../ui/error-state.tsx'
import { ListSkeleton } from '../../../ui/skeletons.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import { Tip } from '../../../ui/tip.tsx'
import { showFailure } from '../../../ui/toasts.ts'
import { AddCalendar } from './add-calendar.tsx'
import css from './settings.module.css'

/** How often a calendar that is being read is looked at, in milliseconds. */
const whileReading = 2000

/** Calendars elsewhere whose times count as busy. */
export function Externals() {
  const queries = useQueryClient()
  const [adds, setAdds] = useState(false)
  const { data, error, refetch } = useQuery({
    ...queryOf(endpoints.listExternalCalendars),
    // A new one is read by a worker within seconds; nothing pushes what is mine alone.
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'new') ? whileReading : false),
  })
  const readAgain = () => queries.invalidateQueries({ queryKey: queryKeyOf(endpoints.listExternalCalendars) })
  return (
    <section className={css.section} aria-labelledby="externals">
      <div className={css.sectionHead}>
        <div>
          <h2 id="externals" className={css.title}>
            Calendars elsewhere
          </h2>
          <p className={css.quiet}>Their times count as busy. Titles and places are never read by anybody here.</p>
        </div>
        <Button
          variant="default"
          leftSection={<IconCalendarPlus size={18} aria-hidden />}
          onClick={() => setAdds(true)}
        >
          Add a calendar…
        </Button>
      </div>
      {data ? (
        data.items.length === 0 ? (
          <p className={css.quiet}>None yet. With your own calendar here, nobody books over your other meetings.</p>
        ) : (
          <ul className={css.rows}>
            {data.items.map((calendar) => (
              <Row key={calendar.id} calendar={calendar} onChanged={() => void readAgain()} />
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState compact title="They did not load" message={messageOf(error)} retry={() => void refetch()} />
      ) : (
        <ListSkeleton rows={2} />
      )}
      {adds && (
        <AddCalendar
          onClose={() => setAdds(false)}
          onAdded={() => {
            setAdds(false)
            void readAgain()
          }}
        />
      )}
    </section>
  )
}

function Row({ calendar, onChanged }: { calendar: ExternalCalendar; onChanged: () => void }) {
  const { id, name, host, kind } = calendar
  const write = useWrite()
  const [removes, setRemoves] = useState(false)
  const params = { calendarId: id }
  const refresh = () =>
    write(endpoints.refreshExternalCalendar, { params }, `Read ${name} again`).then(onChanged, (error) =>
      showFailure({ title: `${name} was not read`, message: messageOf(error) }),
    )
  const remove = () =>
    write(endpoints.removeExternalCalendar, { params }, `Forget ${name}`).then(onChanged, (error) =>
      showFailure({ title: `${name} is still here`, message: messageOf(error) }),
    )
  return (
    <li className={css.row}>
      <div className={css.rowWords}>
        <strong className={css.name}>{name}</strong>
        <span className={css.quiet}>
          {host} · {kind === 'ical' ? 'calendar file' : 'CalDAV'}
        </span>
        <CalendarState calendar={calendar} />
      </div>
      <Tip label="Read it again now">
        <ActionIcon size="lg" aria-label={`Read ${name} again now`} onClick={() => void refresh()}>
          <IconRefresh size={20} />
        </ActionIcon>
      </Tip>
      <Tip label="Forget it">
        <ActionIcon size="lg" aria-label={`Forget ${name}`} onClick={() => setRemoves(true)}>
          <IconTrash size={20} />
        </ActionIcon>
      </Tip>
      <ConfirmDialog
        opened={removes}
        onClose={() => setRemoves(false)}
        title={`Forget ${name}?`}
        action="Forget it"
        onConfirm={remove}
      >
        Its address, its password and its times are deleted here. You can then be booked at these times.
      </ConfirmDialog>
    </li>
  )
}

function CalendarState({ calendar: { state, readAt, problem, busyCount } }: { calendar: ExternalCalendar }) {
  if (state === 'new') return <span className={css.quiet}>Being read…</span>
  const times = busyCount === 1 ? '1 busy time' : `${busyCount} busy times`
  if (state === 'ok' && readAt !== null) {
    return (
      <span className={css.good}>
        {times}, read <TimeAgo at={readAt} />
      </span>
    )
  }
  return (
    <span className={css.bad}>
      Does not answer{problem === null ? '' : `: ${problem}`}
      {readAt === null ? '' : ` What was known `}
      {readAt !== null && <TimeAgo at={readAt} />}
      {readAt === null ? '' : ' is used.'}
    </span>
  )
}
