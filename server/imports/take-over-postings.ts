import type { Tx } from '../journal/tx.ts'
import { addPostings, takeBackPostings } from '../postings/add-postings.ts'
import type { PostingContent } from '../postings/repository.ts'
import { existingKeys } from './checker.ts'
import { isGood, type StoredRow } from './repository.ts'
import type { Importer } from './take-over.ts'

/** Makes drafts of a block's rows. What has become a duplicate since the check stays behind, unless it is wanted. */
export async function addDrafts(tx: Tx, importer: Importer, rows: readonly StoredRow[]): Promise<StoredRow[]> {
  const wanted = rows.filter((row) => isGood(row) && row.outcome === null && row.value !== null)
  const keys = wanted.flatMap(({ key }) => key ?? [])
  const seen = await existingKeys.postings(tx, importer.employerId, keys)
  const taken = wanted.filter(({ key, anyway }) => {
    const isDuplicate = key !== null && seen.has(key)
    if (key !== null) seen.add(key)
    return anyway || !isDuplicate
  })
  // Its kind decides what a row's value is; the row was checked when it was written.
  const contents = taken.map(({ value }) => value as unknown as PostingContent)
  const made = await addPostings(tx, importer, contents)
  const idOf = new Map(taken.map((row, i) => [row.row, made[i]?._id ?? null]))
  return rows.map((row) => {
    if (!wanted.includes(row)) return row
    const resultId = idOf.get(row.row) ?? null
    return { ...row, outcome: resultId === null ? 'refused' : 'imported', resultId }
  })
}

export async function takeBackDrafts(tx: Tx, importer: Importer, rows: readonly StoredRow[]): Promise<StoredRow[]> {
  const made = rows.filter(({ outcome, resultId }) => outcome === 'imported' && resultId !== null)
  const keyOf = new Map(made.map(({ resultId, key }) => [resultId, key]))
  const taken = await takeBackPostings(
    tx,
    importer,
    made.flatMap(({ resultId }) => resultId ?? []),
    (posting) => {
      // Typing into its document changes what it says, and not its version.
      return keyOf.get(posting._id) === posting.contentKey
    },
  )
  return rows.map((row) =>
    row.outcome === 'imported' ? { ...row, outcome: row.resultId && taken.has(row.resultId) ? 'undone' : 'kept' } : row,
  )
}
