import { createHash } from 'node:crypto'
import type { AlertFilters } from '#protocol/alerts'
import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** Somebody who wants to hear of an employer's new jobs. One for each address; gone without a trace once they leave. */
export interface SubscriberRecord {
  _id: string
  employerId: string
  email: string
  emailKey: string
  /** Null: not confirmed yet. */
  filters: AlertFilters | null
  /** What was asked for last, until the mailed link confirms it; null: nothing waits. */
  wanted: AlertFilters | null
  /** From this the secrets of both links are derived. */
  seed: string
  /** sha256 of the secret that confirms. */
  confirmKey: string
  /** sha256 of the secret that leaves; it stands in every mail and does not change. */
  leaveKey: string
  createdAt: Date
  /** Since when the filters hold: of what was published before nothing is told. */
  since: Date | null
  /** Nobody confirmed it: it goes by itself. Null: confirmed. */
  goesAt: Date | null
}

/** That a posting was mailed to a subscriber: once, however often it is published. */
interface SentRecord {
  /** Posting and subscriber. */
  _id: string
  subscriberId: string
  at: Date
}

export const alertPlans: readonly CollectionPlan[] = [
  {
    collection: 'alert_subscribers',
    indexes: [
      { key: { employerId: 1, emailKey: 1 }, name: 'employer_email', unique: true },
      { key: { employerId: 1, _id: 1 }, name: 'employer_id' },
      { key: { confirmKey: 1 }, name: 'confirmKey', unique: true },
      { key: { leaveKey: 1 }, name: 'leaveKey', unique: true },
      { key: { goesAt: 1 }, name: 'goes_ttl', expireAfterSeconds: 0 },
    ],
  },
  { collection: 'alert_sent', indexes: [{ key: { subscriberId: 1 }, name: 'subscriber' }] },
]

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SubscriberRecord>('alert_subscribers')
const sentRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SentRecord>('alert_sent')

export const alertKeyOf = (secret: string): string => createHash('sha256').update(`alert:${secret}`).digest('base64url')

export const leaveSecretOf = (links: LinkSecrets, { seed }: Pick<SubscriberRecord, 'seed'>): string =>
  links.secretOf(`alert-leave:${seed}`)

export const subscribers = {
  byAddress: (scope: Scope, employerId: string, emailKey: string): Promise<SubscriberRecord | null> =>
    rows(scope).findOne({ employerId, emailKey }, within(scope)),
  find: (scope: Scope, id: string): Promise<SubscriberRecord | null> => rows(scope).findOne({ _id: id }, within(scope)),
  byConfirmSecret: (scope: Scope, secret: string): Promise<SubscriberRecord | null> =>
    rows(scope).findOne({ confirmKey: alertKeyOf(secret) }, within(scope)),
  byLeaveSecret: (scope: Scope, secret: string): Promise<SubscriberRecord | null> =>
    rows(scope).findOne({ leaveKey: alertKeyOf(secret) }, within(scope)),
  put: async (tx: Tx, subscriber: SubscriberRecord): Promise<void> => {
    await rows(tx).replaceOne({ _id: subscriber._id }, subscriber, { session: tx.session, upsert: true })
  },
  remove: async (tx: Tx, { _id }: SubscriberRecord): Promise<void> => {
    await rows(tx).deleteOne({ _id }, { session: tx.session })
    await sentRows(tx).deleteMany({ subscriberId: _id }, { session: tx.session })
  },
  /** Whether anybody asked to hear of the employer's jobs, confirmed or not. */
  any: async (scope: Scope, employerId: string): Promise<boolean> =>
    (await rows(scope).findOne({ employerId }, { ...within(scope), projection: { _id: 1 } })) !== null,
  /** In the order of ids, after the one that was seen last. */
  after: (scope: Scope, employerId: string, id: string, limit: number): Promise<SubscriberRecord[]> =>
    rows(scope)
      .find({ employerId, _id: { $gt: id } }, within(scope))
      .sort({ employerId: 1, _id: 1 })
      .limit(limit)
      .toArray(),
}

const sentId = (jobId: string, subscriberId: string): string => `${jobId}:${subscriberId}`

export const sent = {
  /** Those of the subscribers who were told of the posting. */
  among: async (scope: Scope, jobId: string, subscriberIds: readonly string[]): Promise<Set<string>> => {
    const found = await sentRows(scope)
      .find({ _id: { $in: subscriberIds.map((id) => sentId(jobId, id)) } }, within(scope))
      .toArray()
    return new Set(found.map(({ subscriberId }) => subscriberId))
  },
  insert: async (tx: Tx, jobId: string, subscriberIds: readonly string[]): Promise<void> => {
    if (subscriberIds.length === 0) return
    const made = subscriberIds.map((subscriberId) => ({ _id: sentId(jobId, subscriberId), subscriberId, at: tx.now }))
    await sentRows(tx).insertMany(made, { session: tx.session })
  },
  /** They were not told after all. */
  forget: async (scope: Scope, jobId: string, subscriberId: string): Promise<void> => {
    await sentRows(scope).deleteOne({ _id: sentId(jobId, subscriberId) }, within(scope))
  },
}
