import type { ImportKind } from '#protocol/imports'
import { reachOf, type Standing } from '#protocol/permissions'
import { isTakenBack } from '../applications/add-applications.ts'
import { type ApplicationRecord, applicationRows } from '../applications/repository.ts'
import { candidatesByEmail } from '../candidates/repository.ts'
import { employers } from '../employers/repository.ts'
import { type PostingRecord, postingRows } from '../postings/repository.ts'
import { type Scope, within } from '../store/scope.ts'
import { type Checked, checkLength } from './check.ts'
import { checkCandidate } from './check-candidate.ts'
import { checkPosting } from './check-posting.ts'
import type { ImportRecord, StoredRow } from './repository.ts'

/** What rows are checked with: read once, for as many of them as there are. */
export interface Checker {
  check(cells: readonly string[]): Checked<object>
  /** Those of the keys that stand for something which is there. */
  existing(scope: Scope, keys: readonly string[]): Promise<Set<string>>
}

export type CheckedFacts = Pick<ImportRecord, 'employerId' | 'kind' | 'mapping' | 'jobId' | 'heads'>

export async function createChecker(scope: Scope, facts: CheckedFacts, member: Standing): Promise<Checker> {
  const { employerId, mapping, heads, kind } = facts
  const check = kind === 'postings' ? await postingCheck(scope, facts) : await candidateCheck(scope, facts, member)
  const isUsed = mapping.some((field) => field !== null)
  return {
    check: (cells) => {
      const tooLong = checkLength(cells, heads.length)
      const checked = isUsed ? check(cells) : { problems: [], value: null, key: null }
      return tooLong.length === 0 ? checked : { problems: [...tooLong, ...checked.problems], value: null, key: null }
    },
    existing: (scope, keys) => existingKeys[kind](scope, employerId, keys),
  }
}

async function postingCheck(scope: Scope, { employerId, mapping }: CheckedFacts) {
  const { currency } = await employers.get(scope, employerId)
  return (cells: readonly string[]) => checkPosting(cells, mapping, { currency })
}

async function candidateCheck(scope: Scope, { employerId, mapping, jobId }: CheckedFacts, member: Standing) {
  const open = await postingRows(scope)
    .find({ employerId, state: 'published', deletedAt: null }, within(scope))
    .project<Pick<PostingRecord, '_id' | 'title' | 'stages'>>({ title: 1, stages: 1 })
    .toArray()
  const isMine = (id: string) => reachOf(member.role, 'application.move') === 'all' || member.jobIds.includes(id)
  const jobs = open.filter(({ _id }) => isMine(_id)).map(({ _id, title, stages }) => ({ id: _id, title, stages }))
  return (cells: readonly string[]) => checkCandidate(cells, mapping, { jobs, jobId, now: scope.now })
}

type Applied = Pick<ApplicationRecord, 'candidateId' | 'jobId' | 'status' | 'version' | 'takenBack'>

export const existingKeys: Readonly<
  Record<ImportKind, (scope: Scope, employerId: string, keys: readonly string[]) => Promise<Set<string>>>
> = {
  postings: async (scope, employerId, keys) => {
    const found = await postingRows(scope)
      .find({ employerId, contentKey: { $in: [...keys] } }, within(scope))
      .project<Pick<PostingRecord, 'contentKey' | 'state' | 'deletedAt'>>({ contentKey: 1, state: 1, deletedAt: 1 })
      .toArray()
    const isOpen = ({ state, deletedAt }: Pick<PostingRecord, 'state' | 'deletedAt'>) =>
      deletedAt === null && state !== 'closed' && state !== 'archived'
    return new Set(found.filter(isOpen).map(({ contentKey }) => contentKey))
  },
  candidates: async (scope, employerId, keys) => {
    const emails = keys.map((key) => key.slice(0, key.lastIndexOf(' ')))
    const people = await candidatesByEmail(scope, employerId, emails)
    const emailOf = new Map(people.map(({ _id, emailKey }) => [_id, emailKey]))
    const applied = await applicationRows(scope)
      .find({ candidateId: { $in: [...emailOf.keys()] } }, within(scope))
      .project<Applied>({ candidateId: 1, jobId: 1, status: 1, version: 1, takenBack: 1 })
      .toArray()
    const standing = applied.filter((application) => !isTakenBack(application))
    return new Set(standing.map(({ candidateId, jobId }) => `${emailOf.get(candidateId)} ${jobId}`))
  },
}

/** The row as it is now, apart from whether it is a duplicate. */
export function rechecked(checker: Checker, row: StoredRow): StoredRow {
  const { problems, key, value } = checker.check(row.cells)
  return { ...row, problems, key, value: value === null ? null : { ...value } }
}
