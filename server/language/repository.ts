import { createHash } from 'node:crypto'
import { findingKey, type PinState } from '#protocol/language'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** Findings of one rule about the same words, dismissed for everybody. */
export interface DismissalRecord {
  _id: string
  employerId: string
  documentId: string
  /** Digest of rule and words: one dismissal for each in a document. */
  key: string
  rule: string
  quote: string
  reason: string
  by: string
  at: Date
}

/** A suggestion that somebody pinned to words of a document. */
export interface PinRecord {
  _id: string
  employerId: string
  documentId: string
  quote: string
  anchor: { from: string; to: string }
  message: string
  alternatives: string[]
  state: PinState
  by: string
  at: Date
  closedBy: string | null
  closedAt: Date | null
  version: number
}

interface Measured {
  score: number
  findings: number
  words: number
}

/** A point of a document's history. */
export interface ScoreRecord extends Measured {
  _id: string
  employerId: string
  documentId: string
  kind: 'written' | 'published'
  at: Date
}

/** The newest report about a document, by its id: what a publication keeps. */
export interface StandingRecord extends Measured {
  _id: string
  employerId: string
  at: Date
}

const newestOf = { key: { documentId: 1, _id: -1 }, name: 'document_newest' } as const

export const languagePlans: readonly CollectionPlan[] = [
  {
    collection: 'language_dismissals',
    indexes: [newestOf, { key: { documentId: 1, key: 1 }, name: 'document_key', unique: true }],
  },
  { collection: 'language_pins', indexes: [newestOf] },
  { collection: 'language_scores', indexes: [newestOf] },
  { collection: 'language_standings', indexes: [] },
]

const dismissalRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<DismissalRecord>('language_dismissals')
const pinRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<PinRecord>('language_pins')
export const scoreRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ScoreRecord>('language_scores')
const standingRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<StandingRecord>('language_standings')

/** So many dismissals, and so many pins, one document holds: far more than anybody reads. */
export const mostPerDocument = 500

export const keyOf = (rule: string, quote: string): string =>
  createHash('sha256').update(findingKey(rule, quote)).digest('base64url')

export const dismissals = {
  of: (scope: Scope, documentId: string): Promise<DismissalRecord[]> =>
    dismissalRows(scope).find({ documentId }, within(scope)).sort({ _id: -1 }).limit(mostPerDocument).toArray(),
  byKey: (scope: Scope, documentId: string, key: string): Promise<DismissalRecord | null> =>
    dismissalRows(scope).findOne({ documentId, key }, within(scope)),
  /** @throws {AppError} `not-found`, also for one of another document */
  get: async (scope: Scope, documentId: string, id: string): Promise<DismissalRecord> => {
    const found = await dismissalRows(scope).findOne({ _id: id, documentId }, within(scope))
    if (!found) throw new AppError('not-found', 'This finding is not dismissed.')
    return found
  },
  insert: async (tx: Tx, dismissal: DismissalRecord): Promise<void> => {
    await dismissalRows(tx).insertOne(dismissal, { session: tx.session })
  },
  remove: async (tx: Tx, id: string): Promise<void> => {
    await dismissalRows(tx).deleteOne({ _id: id }, { session: tx.session })
  },
}

export const pins = {
  of: (scope: Scope, documentId: string): Promise<PinRecord[]> =>
    pinRows(scope).find({ documentId }, within(scope)).sort({ _id: -1 }).limit(mostPerDocument).toArray(),
  /** @throws {AppError} `not-found`, also for one of another document */
  get: async (scope: Scope, documentId: string, id: string): Promise<PinRecord> => {
    const found = await pinRows(scope).findOne({ _id: id, documentId }, within(scope))
    if (!found) throw new AppError('not-found', 'There is no such suggestion.')
    return found
  },
  insert: async (tx: Tx, pin: PinRecord): Promise<void> => {
    await pinRows(tx).insertOne(pin, { session: tx.session })
  },
  replace: async (tx: Tx, pin: PinRecord): Promise<void> => {
    await pinRows(tx).replaceOne({ _id: pin._id }, pin, { session: tx.session })
  },
}

export const scores = {
  newest: async (scope: Scope, documentId: string): Promise<ScoreRecord | null> => {
    const [newest = null] = await scoreRows(scope)
      .find({ documentId }, within(scope))
      .sort({ _id: -1 })
      .limit(1)
      .toArray()
    return newest
  },
  insert: async (tx: Tx, point: ScoreRecord): Promise<void> => {
    await scoreRows(tx).insertOne(point, { session: tx.session })
  },
}

export const standings = {
  of: (scope: Scope, documentId: string): Promise<StandingRecord | null> =>
    standingRows(scope).findOne({ _id: documentId }, within(scope)),
  put: async (tx: Tx, standing: StandingRecord): Promise<void> => {
    await standingRows(tx).replaceOne({ _id: standing._id }, standing, { session: tx.session, upsert: true })
  },
}
