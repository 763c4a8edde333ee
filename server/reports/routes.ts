import { endpoints } from '#protocol/reports'
import { endpoints as saved } from '#protocol/saved-reports'
import type { Books } from '../analytics/keep-books.ts'
import { AppError } from '../app-error.ts'
import type { Bind } from '../http/bind.ts'
import { downloadHeaders } from '../http/download.ts'
import { feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Scope } from '../store/scope.ts'
import type { RenderPdf } from './pdf/render-pdf.ts'
import { presentRun } from './present.ts'
import { readReport } from './read-report.ts'
import { isWithinReach } from './runs/reach.ts'
import { reportBytes, runs } from './runs/repository.ts'
import { sendSavedReport } from './saved/queue-sendings.ts'
import { listReportSendings, listSavedReports, readSavedReport } from './saved/read-saved.ts'
import { deleteSavedReport, editSavedReport, saveReport } from './saved/save-report.ts'

const feed = ({ employerId }: { employerId: string }) => [feedOf(employerId)]

export function reportRoutes(
  bind: Bind,
  parts: {
    readonly scope: () => Scope
    readonly journal: SharedJournal
    readonly books: Books
    readonly renderPdf: RenderPdf
  },
): void {
  const { scope } = parts
  bind.handle(endpoints.readReport, readReport(parts))
  bind.query(endpoints.readReportRun, async (scope, member, { runId }) =>
    presentRun(await runs.get(scope, member, runId), member, scope.now),
  )
  bind.handle(endpoints.downloadReportRun, async (member, { runId }, context) => {
    const run = await runs.get(scope(), member, runId)
    const { file, keptUntil } = run
    if (!file || keptUntil <= scope().now || !isWithinReach(run, member)) {
      throw new AppError(
        'not-found',
        'This report is not ready, was kept for long enough, or tells more than you may read by now. Ask for it again.',
      )
    }
    return context.body(reportBytes.read(scope(), file.id), 200, {
      ...downloadHeaders(file),
      'cache-control': 'no-store',
    })
  })
  bind.query(saved.listSavedReports, listSavedReports)
  bind.query(saved.readSavedReport, readSavedReport)
  bind.query(saved.listReportSendings, listReportSendings)
  bind.command(saved.saveReport, feed, saveReport)
  bind.command(saved.editSavedReport, feed, editSavedReport)
  bind.command(saved.deleteSavedReport, feed, deleteSavedReport)
  bind.command(saved.sendSavedReport, feed, sendSavedReport)
}
