import { postingRows } from '../postings/repository.ts'
import { type Scope, within } from '../store/scope.ts'

/** What the posting of a report is called; null: it is about no single one. */
export async function postingTitle(scope: Scope, employerId: string, jobId: string | null): Promise<string | null> {
  if (jobId === null) return null
  const found = await postingRows(scope).findOne({ _id: jobId, employerId }, within(scope))
  return found?.title ?? null
}
