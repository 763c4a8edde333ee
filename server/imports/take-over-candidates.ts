import { addApplications, takeBackApplications } from '../applications/add-applications.ts'
import { applications } from '../applications/repository.ts'
import type { Tx } from '../journal/tx.ts'
import { postings } from '../postings/repository.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { CandidateValue } from './check-candidate.ts'
import { isGood, type StoredRow } from './repository.ts'
import type { Importer } from './take-over.ts'

/** Adds the people of a block to their postings. A posting that closed since the check takes nobody. */
export async function addCandidates(
  tx: Tx,
  importer: Importer,
  rows: readonly StoredRow[],
  links: LinkSecrets,
): Promise<StoredRow[]> {
  const after = rows.map((row) => ({ ...row }))
  const byJob = new Map<string, { row: StoredRow; value: CandidateValue }[]>()
  for (const row of after) {
    // Its kind decides what a row's value is; the row was checked when it was written.
    const value = row.value as CandidateValue | null
    if (!value || !isGood(row) || row.outcome !== null) continue
    byJob.set(value.jobId, [...(byJob.get(value.jobId) ?? []), { row, value }])
  }
  for (const posting of await postings.many(tx, importer.employerId, [...byJob.keys()])) {
    const entries = byJob.get(posting._id) ?? []
    const isOpen = posting.deletedAt === null && posting.state === 'published'
    const fits = ({ value }: { value: CandidateValue }) => isOpen && posting.stages.some(({ id }) => id === value.stage)
    const takes = entries.filter(fits)
    const people = takes.map(({ value }) => ({
      ...value,
      appliedAt: value.appliedAt === null ? null : new Date(value.appliedAt),
    }))
    const made = await addApplications(tx, importer, posting, people, links)
    for (const [i, { row }] of takes.entries()) {
      row.outcome = made[i] ? 'imported' : 'refused'
      row.resultId = made[i]?._id ?? null
    }
  }
  // What is left found no place: its posting is closed, or has lost the stage.
  for (const { row } of [...byJob.values()].flat()) row.outcome ??= 'refused'
  return after
}

export async function takeBackCandidates(tx: Tx, importer: Importer, rows: readonly StoredRow[]): Promise<StoredRow[]> {
  const ids = rows.flatMap(({ outcome, resultId }) => (outcome === 'imported' && resultId ? resultId : []))
  const jobs = new Map<string, string[]>()
  for (const { _id, jobId } of await applications.standing(tx, importer.employerId, ids)) {
    jobs.set(jobId, [...(jobs.get(jobId) ?? []), _id])
  }
  const taken = new Set<string>()
  for (const posting of await postings.many(tx, importer.employerId, [...jobs.keys()])) {
    for (const id of await takeBackApplications(tx, importer, posting, jobs.get(posting._id) ?? [])) taken.add(id)
  }
  return rows.map((row) =>
    row.outcome === 'imported' ? { ...row, outcome: row.resultId && taken.has(row.resultId) ? 'undone' : 'kept' } : row,
  )
}
