import type { Filter } from 'mongodb'
import type { Page } from '#protocol/common'
import { may } from '#protocol/permissions'
import type { endpoints, ReportSending, SavedReport } from '#protocol/saved-reports'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { pageByNewest } from '../../store/page.ts'
import type { Scope } from '../../store/scope.ts'
import { authorize, canChange } from './policy.ts'
import { presentAllSaved, presentSaved, presentSendings } from './present.ts'
import { type SavedReportRecord, type SendingRecord, savedReportRows, savedReports, sendingRows } from './repository.ts'

export async function listSavedReports(
  scope: Scope,
  member: Member,
  { query }: Input<typeof endpoints.listSavedReports>,
): Promise<Page<SavedReport>> {
  const { employerId, userId } = member
  const filter: Filter<SavedReportRecord> = may(member, 'organisation.manage')
    ? { employerId }
    : { employerId, $or: [{ createdBy: userId }, { 'recipients.userId': userId }] }
  const page = await pageByNewest(scope, savedReportRows(scope), filter, query)
  return { ...page, items: await presentAllSaved(scope, member, page.items) }
}

export async function readSavedReport(
  scope: Scope,
  member: Member,
  { reportId }: { reportId: string },
): Promise<SavedReport> {
  const report = await savedReports.get(scope, member.employerId, reportId)
  authorize(member, report, 'see')
  return presentSaved(scope, member, report)
}

/** A recipient reads of their own mail; who can change the report reads of all. */
export async function listReportSendings(
  scope: Scope,
  member: Member,
  { reportId, query }: Input<typeof endpoints.listReportSendings>,
): Promise<Page<ReportSending>> {
  const report = await savedReports.get(scope, member.employerId, reportId)
  authorize(member, report, 'see')
  const filter: Filter<SendingRecord> = canChange(member, report) ? { reportId } : { reportId, userId: member.userId }
  const page = await pageByNewest(scope, sendingRows(scope), filter, query)
  return { ...page, items: await presentSendings(scope, page.items) }
}
