import type { Filter } from 'mongodb'
import type { PostingState, Salary, Stage } from '#protocol/postings'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** What people read in a posting. */
export interface PostingContent {
  title: string
  /** Sanitised HTML. */
  description: string
  requirements: string[]
  salary: Salary | null
  location: string | null
  employmentType: string | null
}

export interface PostingRecord extends PostingContent {
  _id: string
  employerId: string
  state: PostingState
  stages: Stage[]
  team: { hiringManagerIds: string[]; interviewerIds: string[] }
  /** Left out: no. */
  openPanel?: boolean
  /** What the careers page shows; null: never published. Edits change the fields above until they are published. */
  published: (PostingContent & { at: Date }) | null
  hasUnpublishedChanges: boolean
  /** Fingerprint of title, location and description: two open postings with the same one are a duplicate. */
  contentKey: string
  version: number
  createdAt: Date
  updatedAt: Date
  deletedAt: Date | null
}

export const postingPlan: CollectionPlan = {
  collection: 'postings',
  indexes: [
    { key: { employerId: 1, _id: -1 }, name: 'employer_newest' },
    { key: { employerId: 1, state: 1, _id: -1 }, name: 'employer_state' },
    { key: { employerId: 1, contentKey: 1 }, name: 'employer_contentKey' },
    { key: { employerId: 1, deletedAt: 1, _id: -1 }, name: 'employer_deleted_newest' },
  ],
}

export const postingRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<PostingRecord>('postings')

export const postings = {
  /** @throws {AppError} `not-found`, also for a posting of another employer */
  get: async (scope: Scope, employerId: string, jobId: string): Promise<PostingRecord> => {
    const posting = await postingRows(scope).findOne({ _id: jobId, employerId }, within(scope))
    if (!posting) throw new AppError('not-found', 'There is no such posting.')
    return posting
  },
  many: async (scope: Scope, employerId: string, jobIds: readonly string[]): Promise<PostingRecord[]> =>
    jobIds.length === 0
      ? []
      : postingRows(scope)
          .find({ _id: { $in: [...jobIds] }, employerId }, within(scope))
          .toArray(),
  /** Published and not in the bin, newest first. */
  published: (scope: Scope, employerId: string): Promise<PostingRecord[]> =>
    postingRows(scope)
      .find({ employerId, state: 'published', deletedAt: null }, within(scope))
      .sort({ _id: -1 })
      .toArray(),
  /** Another posting with this fingerprint that is not closed, archived or in the bin. */
  duplicateOf: (scope: Scope, posting: PostingRecord): Promise<PostingRecord | null> => {
    const same: Filter<PostingRecord> = {
      employerId: posting.employerId,
      contentKey: posting.contentKey,
      state: { $nin: ['closed', 'archived'] },
      deletedAt: null,
      _id: { $ne: posting._id },
    }
    return postingRows(scope).findOne(same, within(scope))
  },
  insert: async (tx: Tx, posting: PostingRecord): Promise<void> => {
    await postingRows(tx).insertOne(posting, { session: tx.session })
  },
  replace: async (tx: Tx, posting: PostingRecord): Promise<void> => {
    await postingRows(tx).replaceOne({ _id: posting._id }, posting, { session: tx.session })
  },
  replaceAll: async (tx: Tx, changed: readonly PostingRecord[]): Promise<void> => {
    const writes = changed.map((posting) => ({ replaceOne: { filter: { _id: posting._id }, replacement: posting } }))
    if (writes.length > 0) await postingRows(tx).bulkWrite(writes, { session: tx.session })
  },
}
