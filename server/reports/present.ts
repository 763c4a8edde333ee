import { ReportRunId } from '#protocol/ids'
import type { Standing } from '#protocol/permissions'
import { mostRows, type Report, type ReportRun } from '#protocol/reports'
import type { Criteria, ReportContent } from './report.ts'
import { isWithinReach } from './runs/reach.ts'
import type { RunRecord } from './runs/repository.ts'

export function present(content: ReportContent, { type, from, to, jobId }: Criteria, asOf: Date): Report {
  const { title, figures, columns, rows, notes } = content
  return {
    type,
    title,
    criteria: { from: from?.toISOString() ?? null, to: to?.toISOString() ?? null, jobId },
    asOf: asOf.toISOString(),
    stale: false,
    figures: figures.map((figure) => ({ ...figure })),
    columns: columns.map((column) => ({ ...column })),
    rows: rows.slice(0, mostRows).map((row) => [...row]),
    total: rows.length,
    notes: [...notes, ...(rows.length > mostRows ? [`Here are the first ${mostRows} rows; the CSV has all.`] : [])],
  }
}

/** Over for who has it, too, once it tells more than they may read by now. */
export function presentRun(run: RunRecord, member: Standing, now: Date): ReportRun {
  const isOver = run.keptUntil <= now || (run.state === 'ready' && !isWithinReach(run, member))
  const state = isOver ? 'expired' : run.state
  return {
    id: ReportRunId.parse(run._id),
    state,
    type: run.criteria.type,
    format: run.format,
    progress: run.state === 'ready' ? 1 : run.progress,
    download: state === 'ready' ? `/api/employers/${run.employerId}/report-runs/${run._id}/download` : null,
    problem: run.problem,
    createdAt: run.createdAt.toISOString(),
    keptUntil: run.keptUntil.toISOString(),
    version: run.version,
  }
}
