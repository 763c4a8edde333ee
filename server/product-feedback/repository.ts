import type { ProductFeedbackKind } from '#protocol/product-feedback'
import type { Tx } from '../journal/tx.ts'
import type { CollectionPlan, Scope } from '../store/scope.ts'

/** What somebody says of ClearView to those who run it. */
export interface ProductFeedbackRecord {
  _id: string
  /** Who may be written to; null: who it was is not kept. */
  userId: string | null
  kind: ProductFeedbackKind
  text: string
  page: string | null
  at: Date
}

export const productFeedbackPlan: CollectionPlan = {
  collection: 'product_feedback',
  indexes: [{ key: { at: 1 }, name: 'at_ttl', expireAfterSeconds: 2 * 365 * 24 * 3600 }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ProductFeedbackRecord>('product_feedback')

export const productFeedback = {
  insert: async (tx: Tx, record: ProductFeedbackRecord): Promise<void> => {
    await rows(tx).insertOne(record, { session: tx.session })
  },
  /** The oldest first. */
  since: (scope: Scope, from: Date) =>
    rows(scope)
      .find({ at: { $gte: from } })
      .sort({ at: 1 }),
}
