import { Modal, Text } from '@mantine/core'
import { endpoints, type SavedReport } from '#protocol/saved-reports'
import { useLiveQuery } from '../../live/use-live-query.ts'
import { messageOf } from '../../rest/call-error.ts'
import { useMembership } from '../../rest/membership.tsx'
import { queryOf } from '../../rest/queries.ts'
import { ErrorState } from '../../ui/error-state.tsx'
import { ListSkeleton } from '../../ui/skeletons.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import css from './reports.module.css'
import { sendingWords } from './words.ts'

/** What became of each mail of a saved report. */
export default function LogDialog({ report, onClose }: { report: SavedReport; onClose: () => void }) {
  const { employerId } = useMembership()
  const params = { employerId, reportId: report.id }
  const log = useLiveQuery(queryOf(endpoints.listReportSendings, { params, query: { limit: 100 } }), ['report.sent'])
  return (
    <Modal opened onClose={onClose} title={`What was sent of “${report.name}”`} size={560}>
      {log.status === 'loading' && <ListSkeleton rows={3} />}
      {log.status === 'failed' && (
        <ErrorState compact title="The log did not load" message={messageOf(log.error)} retry={log.retry} />
      )}
      {'data' in log && log.data.items.length === 0 && <Text c="dimmed">Nothing was sent yet.</Text>}
      {'data' in log && (
        <ul className={css.list}>
          {log.data.items.map(({ id, name, state, reason, scheduled, dueAt }) => (
            <li key={id} className={css.sending}>
              <span>
                {name}
                <span className={css.dim}>{scheduled ? '' : ' · by hand'}</span>
              </span>
              <span>{sendingWords[state]}</span>
              <span className={css.dim}>{reason}</span>
              <span className={css.dim}>
                <TimeAgo at={dueAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
