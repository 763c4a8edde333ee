import { ImportId, PostingId, UserId } from '#protocol/ids'
import type { Import, ImportRow } from '#protocol/imports'
import { mappingProblem } from './mapping.ts'
import type { ImportRecord, StoredRow } from './repository.ts'

export function presentImport(record: ImportRecord): Import {
  const { counts, heads, samples, mapping, kind, jobId } = record
  const good = counts.rows - counts.bad - counts.skipped
  return {
    id: ImportId.parse(record._id),
    ...{ kind, fileName: record.fileName, state: record.state },
    ...{ encoding: record.encoding, delimiter: record.delimiter, hasHead: record.hasHead },
    columns: heads.map((head, i) => ({ head, field: mapping[i] ?? null, samples: samples[i] ?? [] })),
    remembered: record.remembered,
    jobId: jobId === null ? null : PostingId.parse(jobId),
    counts: { ...counts, good },
    blocked: blockedBy(record),
    createdBy: UserId.parse(record.userId),
    createdAt: record.createdAt.toISOString(),
    finishedAt: record.finishedAt?.toISOString() ?? null,
    keptUntil: record.keptUntil.toISOString(),
    version: record.version,
  }
}

/** What keeps it from being committed, in a sentence; null: nothing. */
export function blockedBy({ state, kind, mapping, jobId, counts }: ImportRecord): string | null {
  if (state !== 'ready') return 'It was imported already.'
  const problem = mappingProblem(kind, mapping, jobId)
  if (problem) return problem
  if (counts.rows === 0) return 'There are no rows in this file.'
  return counts.rows - counts.bad - counts.skipped > 0
    ? null
    : 'No row can be imported yet. Correct one, or say otherwise what the columns hold.'
}

export const presentRow = ({
  row,
  line,
  cells,
  problems,
  duplicate,
  anyway,
  skipped,
  outcome,
  resultId,
  erased,
}: StoredRow): ImportRow => ({
  ...{ row, line, cells, problems, duplicate, anyway, skipped, outcome, resultId, erased: erased ?? false },
})
