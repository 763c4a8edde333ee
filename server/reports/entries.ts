import { ReportRunId, ReportSendingId, SavedReportId } from '#protocol/ids'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { Tx } from '../journal/tx.ts'
import type { RunRecord } from './runs/repository.ts'
import type { SavedReportRecord, SendingRecord } from './saved/repository.ts'

/** Tells the employer's feed of reports: ids and states, never what one says. */
export function tellSaved(
  tx: Tx,
  type: 'report.saved' | 'report.changed' | 'report.deleted',
  { _id, employerId, version }: SavedReportRecord,
  actor: EntryActor,
): void {
  tx.append(feedOf(employerId), { type, data: { reportId: SavedReportId.parse(_id), version }, actor })
}

export function tellSent(tx: Tx, { _id, employerId, reportId, state }: SendingRecord, actor: EntryActor): void {
  const data = { reportId: SavedReportId.parse(reportId), sendingId: ReportSendingId.parse(_id), state }
  tx.append(feedOf(employerId), { type: 'report.sent', data, actor })
}

export function tellFinished(tx: Tx, { _id, employerId, state, version }: RunRecord, actor: EntryActor): void {
  const data = { runId: ReportRunId.parse(_id), state, version }
  tx.append(feedOf(employerId), { type: 'report.finished', data, actor })
}
