import { ActionIcon, Button, Menu, Switch } from '@mantine/core'
import { IconCalendarRepeat, IconDots, IconListDetails, IconPencil, IconSend, IconTrash } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Link } from 'wouter'
import { endpoints, type SavedReport } from '#protocol/saved-reports'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { useWrite } from '../../live/use-write.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { showDone, showFailure } from '../../ui/toasts.ts'
import css from './reports.module.css'
import { periodWords, scheduleWords, typeWords } from './words.ts'

const SaveDialog = lazy(() => import('./save-dialog.tsx'))
const LogDialog = lazy(() => import('./log-dialog.tsx'))

/** Every saved report that is mine or comes to me. */
export function SavedReports() {
  const { employerId } = useMembership()
  const list = useLiveQuery(queryOf(endpoints.listSavedReports, { params: { employerId }, query: { limit: 200 } }), [
    'report.saved',
    'report.changed',
    'report.deleted',
    'report.sent',
  ])
  if (list.status === 'loading') return <ListSkeleton rows={4} />
  if (list.status === 'failed') {
    return <ErrorState title="The reports did not load" message={messageOf(list.error)} retry={list.retry} />
  }
  if (list.data.items.length === 0) {
    return (
      <EmptyState
        icon={<IconCalendarRepeat size={24} />}
        title="No saved reports yet"
        action={
          <Button component={Link} href="/reports" variant="default">
            Choose a report
          </Button>
        }
      >
        A saved report comes to you and your colleagues by mail, on the day and at the time you set.
      </EmptyState>
    )
  }
  return (
    <ul className={css.list} aria-label="Saved reports">
      {list.data.items.map((report) => (
        <SavedRow key={report.id} report={report} />
      ))}
    </ul>
  )
}

function SavedRow({ report }: { report: SavedReport }) {
  const { employerId } = useMembership()
  const write = useWrite()
  const [shows, setShows] = useState<'edit' | 'log' | 'remove' | null>(null)
  const { id, name, type, period, format, schedule, paused, nextAt, recipients, mine } = report
  const params = { employerId, reportId: id }
  const attempt = async (what: string, done: string | null, act: () => Promise<unknown>) => {
    try {
      await act()
      if (done) showDone(done)
    } catch (error) {
      showFailure({ title: what, message: messageOf(error) })
    }
  }
  const pause = (isOn: boolean) =>
    attempt('It could not be changed', null, () =>
      write(endpoints.editSavedReport, { params, body: { paused: !isOn } }, `${isOn ? 'Resume' : 'Pause'} ${name}`),
    )
  const send = () =>
    attempt('It could not be sent', 'On its way. “What was sent” says when it is out.', () =>
      write(endpoints.sendSavedReport, { params }, `Send ${name}`),
    )
  const remove = () =>
    attempt('It could not be removed', `“${name}” is removed.`, () =>
      write(endpoints.deleteSavedReport, { params }, `Remove ${name}`),
    )
  return (
    <li className={css.saved}>
      <div>
        <div className={css.savedName}>{name}</div>
        <div className={css.dim}>
          {typeWords[type].label} · {periodWords[period]} · {format.toUpperCase()}
        </div>
        <div className={css.dim}>
          {scheduleWords({ schedule, paused })}
          {recipients.length > 0 && ` · to ${recipients.map((one) => one.name).join(', ')}`}
          {nextAt && (
            <>
              {' · next '}
              <TimeAgo at={nextAt} />
            </>
          )}
        </div>
      </div>
      <div>
        {schedule && mine && (
          <Switch
            label={paused ? 'Paused' : 'On'}
            checked={!paused}
            onChange={(event) => void pause(event.currentTarget.checked)}
            aria-label={`Send ${name} on schedule`}
          />
        )}
      </div>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} aria-label={`Actions for ${name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSend size={18} aria-hidden />} onClick={() => void send()}>
            Send now
          </Menu.Item>
          <Menu.Item leftSection={<IconListDetails size={18} aria-hidden />} onClick={() => setShows('log')}>
            What was sent
          </Menu.Item>
          {mine && (
            <>
              <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setShows('edit')}>
                Change…
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={18} aria-hidden />} onClick={() => setShows('remove')}>
                Remove…
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {shows === 'edit' && <SaveDialog criteria={report} saved={report} onClose={() => setShows(null)} />}
        {shows === 'log' && <LogDialog report={report} onClose={() => setShows(null)} />}
      </Suspense>
      <ConfirmDialog
        opened={shows === 'remove'}
        onClose={() => setShows(null)}
        title={`Remove “${name}”?`}
        action="Remove the report"
        onConfirm={remove}
      >
        {schedule ? 'It goes out to nobody any more. ' : ''}What was sent stays in people’s mail; the list of it here
        goes.
      </ConfirmDialog>
    </li>
  )
}
