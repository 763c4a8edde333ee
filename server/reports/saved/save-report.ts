import { may } from '#protocol/permissions'
import type { endpoints, SavedReport } from '#protocol/saved-reports'
import { invalidField } from '../../app-error.ts'
import type { Member } from '../../http/actor.ts'
import type { Input } from '../../http/bind.ts'
import { expectVersion } from '../../http/version.ts'
import { byUser } from '../../journal/actors.ts'
import type { Tx } from '../../journal/tx.ts'
import { newId } from '../../store/ids.ts'
import { tellSaved } from '../entries.ts'
import { postingTitle } from '../posting-title.ts'
import { authorize, expectRecipients } from './policy.ts'
import { presentSaved } from './present.ts'
import { type SavedReportRecord, savedReports } from './repository.ts'
import { scheduled } from './schedule.ts'

/** Keeps a report under a name. */
export async function saveReport(
  tx: Tx,
  member: Member,
  { body }: Input<typeof endpoints.saveReport>,
): Promise<SavedReport> {
  await expectPosting(tx, member, body.jobId)
  await expectRecipients(tx, member.employerId, body.recipients, body.jobId)
  const report: SavedReportRecord = {
    _id: newId(tx.now.getTime()),
    employerId: member.employerId,
    createdBy: member.userId,
    ...body,
    paused: false,
    ...scheduled({ ...body, paused: false }, body.recipients, tx.now),
    createdAt: tx.now,
    version: 1,
  }
  await savedReports.insert(tx, report)
  tellSaved(tx, 'report.saved', report, byUser(member))
  return presentSaved(tx, member, report)
}

/** Changes it, pauses it, or lets it go on. Times are set anew when what decides them changed. */
export async function editSavedReport(
  tx: Tx,
  member: Member,
  { reportId, body, ifVersion }: Input<typeof endpoints.editSavedReport>,
): Promise<SavedReport> {
  const before = await savedReports.get(tx, member.employerId, reportId)
  authorize(member, before, 'change')
  expectVersion(before, ifVersion)
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const changed: SavedReportRecord = { ...before, ...given, version: before.version + 1 }
  if (body.jobId !== undefined) await expectPosting(tx, member, changed.jobId)
  if (body.recipients || body.jobId !== undefined) {
    await expectRecipients(tx, member.employerId, changed.recipients, changed.jobId)
  }
  const isRetimed = body.schedule !== undefined || body.paused !== undefined || body.recipients !== undefined
  const report = isRetimed ? { ...changed, ...scheduled(changed, changed.recipients, tx.now) } : changed
  await savedReports.replace(tx, report)
  tellSaved(tx, 'report.changed', report, byUser(member))
  return presentSaved(tx, member, report)
}

export async function deleteSavedReport(
  tx: Tx,
  member: Member,
  { reportId, ifVersion }: Input<typeof endpoints.deleteSavedReport>,
): Promise<undefined> {
  const report = await savedReports.get(tx, member.employerId, reportId)
  authorize(member, report, 'change')
  expectVersion(report, ifVersion)
  await savedReports.remove(tx, report._id)
  tellSaved(tx, 'report.deleted', { ...report, version: report.version + 1 }, byUser(member))
}

/** @throws {AppError} `invalid-input` for a posting that is not there, or beyond the member's reach */
async function expectPosting(tx: Tx, member: Member, jobId: string | null): Promise<void> {
  if (jobId === null) return
  const isThere = (await postingTitle(tx, member.employerId, jobId)) !== null
  if (!isThere || !may(member, 'figures.read', jobId)) throw invalidField('jobId', 'There is no such posting.')
}
