import type { WebhookType } from '#protocol/webhooks'
import { AppError } from '../../app-error.ts'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface WebhookRecord {
  _id: string
  employerId: string
  url: string
  types: WebhookType[]
  state: 'active' | 'paused' | 'disabled'
  /** The secret is derived from it and the installation's key, and kept nowhere. */
  seed: string
  failingSince: Date | null
  createdAt: Date
  version: number
}

export interface AttemptRecord {
  at: Date
  status: number | null
  error: string | null
  milliseconds: number
}

export interface DeliveryRecord {
  _id: string
  /** Webhook, stream and number of the entry: an entry is told to a webhook once. */
  cause: string
  employerId: string
  webhookId: string
  type: string
  /** As it is signed and sent, the same at every attempt. */
  body: string
  state: 'waiting' | 'delivered' | 'failed'
  createdAt: Date
  attempts: AttemptRecord[]
}

export const webhookPlans: readonly CollectionPlan[] = [
  { collection: 'webhooks', indexes: [{ key: { employerId: 1, _id: 1 }, name: 'employer' }] },
  {
    collection: 'webhook_deliveries',
    indexes: [
      { key: { cause: 1 }, name: 'cause', unique: true },
      { key: { webhookId: 1, _id: -1 }, name: 'webhook_newest' },
      { key: { createdAt: 1 }, name: 'created_ttl', expireAfterSeconds: 30 * 24 * 3600 },
    ],
  },
]

const webhookRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<WebhookRecord>('webhooks')
export const deliveryRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<DeliveryRecord>('webhook_deliveries')

/** Attempts that are kept of one call. */
const mostAttempts = 40

export const webhooks = {
  /** @throws {AppError} `not-found` */
  get: async (scope: Scope, employerId: string, id: string): Promise<WebhookRecord> => {
    const found = await webhookRows(scope).findOne({ _id: id, employerId }, within(scope))
    if (!found) throw new AppError('not-found', 'There is no such webhook.')
    return found
  },
  find: (scope: Scope, id: string): Promise<WebhookRecord | null> =>
    webhookRows(scope).findOne({ _id: id }, within(scope)),
  of: (scope: Scope, employerId: string): Promise<WebhookRecord[]> =>
    webhookRows(scope).find({ employerId }, within(scope)).sort({ employerId: 1, _id: 1 }).toArray(),
  put: async (tx: Tx, webhook: WebhookRecord): Promise<void> => {
    await webhookRows(tx).replaceOne({ _id: webhook._id }, webhook, { session: tx.session, upsert: true })
  },
  remove: async (tx: Tx, id: string): Promise<void> => {
    await webhookRows(tx).deleteOne({ _id: id }, { session: tx.session })
  },
}

export const deliveries = {
  find: (scope: Scope, id: string): Promise<DeliveryRecord | null> =>
    deliveryRows(scope).findOne({ _id: id }, within(scope)),
  known: async (scope: Scope, causes: readonly string[]): Promise<Set<string>> => {
    const found = await deliveryRows(scope)
      .find({ cause: { $in: [...causes] } }, { ...within(scope), projection: { cause: 1 } })
      .toArray()
    return new Set(found.map(({ cause }) => cause))
  },
  insert: async (tx: Tx, made: readonly DeliveryRecord[]): Promise<void> => {
    if (made.length > 0) await deliveryRows(tx).insertMany([...made], { session: tx.session })
  },
  note: async (scope: Scope, id: string, attempt: AttemptRecord, state: DeliveryRecord['state']): Promise<void> => {
    await deliveryRows(scope).updateOne(
      { _id: id },
      { $set: { state }, $push: { attempts: { $each: [attempt], $slice: -mostAttempts } } },
      within(scope),
    )
  },
  setState: async (scope: Scope, id: string, state: DeliveryRecord['state']): Promise<void> => {
    await deliveryRows(scope).updateOne({ _id: id }, { $set: { state } }, within(scope))
  },
}
