import { createHash } from 'node:crypto'
import type { CandidateAnswer } from '#protocol/answers'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

export type AnswerCause = 'interview' | 'decision'

/**
 * That a candidate is asked how it was. It holds no time, and nothing of what they answer: once it is used, even the
 * seed of the link is gone.
 */
export interface AskRecord {
  /** Application and cause: one for each. */
  _id: string
  employerId: string
  applicationId: string
  candidateId: string
  /** From this the secret of the link is derived; null: it was used. */
  seed: string | null
  /** sha256 of the link's secret. */
  tokenKey: string
  /** What they wrote and have not sent, sealed with the link's secret. */
  draft: string | null
  /** HMAC of the request that used it, by the link's secret, where the request named a key: a retry is recognised. */
  usedBy: string | null
  /** The version of the decision whose mail asks; left out: it was asked by a mail of its own. */
  withNews?: number
  expiresAt: Date
}

/** What waits for others. All of an employer in one document, sorted by random ids: their order says nothing. */
interface PoolRecord {
  /** The employer. */
  _id: string
  /** Number of the batch that it becomes. */
  number: number
  waiting: (CandidateAnswer & { id: string })[]
  /** HMACs of those who are in it, forgotten at the release: one person's two answers are one voice. */
  voices: string[]
}

export interface BatchRecord {
  _id: string
  employerId: string
  number: number
  releasedOn: string
  answers: CandidateAnswer[]
}

export interface ResponseRecord {
  _id: string
  employerId: string
  said: string
  did: string
  publishedOn: string
  version: number
}

export const answerPlans: readonly CollectionPlan[] = [
  {
    collection: 'answer_asks',
    indexes: [{ key: { tokenKey: 1 }, name: 'tokenKey', unique: true }],
  },
  { collection: 'answer_pools', indexes: [] },
  {
    collection: 'answer_batches',
    indexes: [{ key: { employerId: 1, number: -1 }, name: 'employer_number', unique: true }],
  },
  {
    collection: 'answer_responses',
    indexes: [{ key: { employerId: 1, _id: -1 }, name: 'employer_newest' }],
  },
]

const askRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<AskRecord>('answer_asks')
const poolRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<PoolRecord>('answer_pools')
const batchRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<BatchRecord>('answer_batches')
export const responseRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ResponseRecord>('answer_responses')

export const tokenKeyOf = (secret: string): string => createHash('sha256').update(`ask:${secret}`).digest('base64url')
export const askIdOf = (applicationId: string, cause: AnswerCause): string => `${applicationId}:${cause}`

export const asks = {
  byToken: (scope: Scope, secret: string): Promise<AskRecord | null> =>
    askRows(scope).findOne({ tokenKey: tokenKeyOf(secret) }, within(scope)),
  /** That after the interview first. */
  of: async (scope: Scope, applicationId: string): Promise<AskRecord[]> => {
    const ids = [askIdOf(applicationId, 'interview'), askIdOf(applicationId, 'decision')]
    const found = await askRows(scope)
      .find({ _id: { $in: ids } }, within(scope))
      .toArray()
    return found.sort((a, b) => ids.indexOf(a._id) - ids.indexOf(b._id))
  },
  insert: async (tx: Tx, ask: AskRecord): Promise<void> => {
    await askRows(tx).insertOne(ask, { session: tx.session })
  },
  replace: async (tx: Tx, ask: AskRecord): Promise<void> => {
    await askRows(tx).replaceOne({ _id: ask._id }, ask, { session: tx.session })
  },
  removeOf: async (tx: Tx, applicationId: string): Promise<void> => {
    const ids = [askIdOf(applicationId, 'interview'), askIdOf(applicationId, 'decision')]
    await askRows(tx).deleteMany({ _id: { $in: ids } }, { session: tx.session })
  },
}

export const pools = {
  of: async (tx: Tx, employerId: string): Promise<PoolRecord> =>
    (await poolRows(tx).findOne({ _id: employerId }, within(tx))) ?? {
      ...{ _id: employerId, number: 1, waiting: [], voices: [] },
    },
  save: async (tx: Tx, pool: PoolRecord): Promise<void> => {
    await poolRows(tx).replaceOne({ _id: pool._id }, pool, { session: tx.session, upsert: true })
  },
}

export const batches = {
  insert: async (tx: Tx, batch: BatchRecord): Promise<void> => {
    await batchRows(tx).insertOne(batch, { session: tx.session })
  },
  /** The newest first. @param before number of the last one seen */
  newest: (scope: Scope, employerId: string, limit: number, before = Number.MAX_SAFE_INTEGER): Promise<BatchRecord[]> =>
    batchRows(scope)
      .find({ employerId, number: { $lt: before } }, within(scope))
      .sort({ employerId: 1, number: -1 })
      .limit(limit)
      .toArray(),
}

export const responses = {
  /** @throws {AppError} `not-found` */
  get: async (scope: Scope, employerId: string, id: string): Promise<ResponseRecord> => {
    const response = await responseRows(scope).findOne({ _id: id, employerId }, within(scope))
    if (!response) throw new AppError('not-found', 'There is no such note.')
    return response
  },
  newest: (scope: Scope, employerId: string, limit: number): Promise<ResponseRecord[]> =>
    responseRows(scope).find({ employerId }, within(scope)).sort({ _id: -1 }).limit(limit).toArray(),
  put: async (tx: Tx, response: ResponseRecord): Promise<void> => {
    await responseRows(tx).replaceOne({ _id: response._id }, response, { session: tx.session, upsert: true })
  },
  remove: async (tx: Tx, id: string): Promise<void> => {
    await responseRows(tx).deleteOne({ _id: id }, { session: tx.session })
  },
}
