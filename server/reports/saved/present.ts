import { PostingId, ReportSendingId, SavedReportId, UserId } from '#protocol/ids'
import type { ReportSending, SavedReport } from '#protocol/saved-reports'
import { users } from '../../auth/repository.ts'
import type { Member } from '../../http/actor.ts'
import type { Scope } from '../../store/scope.ts'
import { canChange } from './policy.ts'
import type { SavedReportRecord, SendingRecord } from './repository.ts'
import { firstOf } from './schedule.ts'

const namesOf = async (scope: Scope, userIds: readonly string[]): Promise<Map<string, string>> =>
  new Map((await users.many(scope, [...new Set(userIds)])).map(({ _id, name }) => [_id, name]))

export async function presentSaved(scope: Scope, member: Member, report: SavedReportRecord): Promise<SavedReport> {
  const [presented] = await presentAllSaved(scope, member, [report])
  if (!presented) throw new Error('One report is presented as one')
  return presented
}

export async function presentAllSaved(
  scope: Scope,
  member: Member,
  reports: readonly SavedReportRecord[],
): Promise<SavedReport[]> {
  const names = await namesOf(
    scope,
    reports.flatMap(({ recipients }) => recipients.map(({ userId }) => userId)),
  )
  return reports.map((report) => {
    const mine = canChange(member, report)
    // To whom else it goes is not a recipient's business.
    const shown = report.recipients.filter(({ userId }) => mine || userId === member.userId)
    const { schedule } = report
    return {
      id: SavedReportId.parse(report._id),
      ...{ name: report.name, type: report.type, period: report.period, format: report.format, paused: report.paused },
      jobId: report.jobId === null ? null : PostingId.parse(report.jobId),
      schedule: schedule && {
        ...{ every: schedule.every, at: schedule.at },
        ...{ weekday: schedule.weekday ?? null, dayOfMonth: schedule.dayOfMonth ?? null },
      },
      recipients: shown.map(({ userId, timeZone, nextAt }) => ({
        ...{ userId: UserId.parse(userId), name: names.get(userId) ?? 'Somebody who left', timeZone },
        nextAt: nextAt?.toISOString() ?? null,
      })),
      nextAt: firstOf(shown)?.toISOString() ?? null,
      createdBy: UserId.parse(report.createdBy),
      mine,
      createdAt: report.createdAt.toISOString(),
      version: report.version,
    }
  })
}

export async function presentSendings(scope: Scope, sendings: readonly SendingRecord[]): Promise<ReportSending[]> {
  const names = await namesOf(
    scope,
    sendings.map(({ userId }) => userId),
  )
  return sendings.map(({ _id, userId, state, reason, scheduled, dueAt, finishedAt }) => ({
    ...{ id: ReportSendingId.parse(_id), userId: UserId.parse(userId), name: names.get(userId) ?? 'Somebody who left' },
    ...{ state, reason, scheduled, dueAt: dueAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null },
  }))
}
