import type { KitCriterion } from '#protocol/kits'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** Criteria under a name, for kits to begin with. */
export interface KitTemplateRecord {
  _id: string
  employerId: string
  name: string
  criteria: KitCriterion[]
  version: number
  createdAt: Date
  updatedAt: Date
}

export const kitTemplatePlan: CollectionPlan = {
  collection: 'kit_templates',
  indexes: [{ key: { employerId: 1, _id: -1 }, name: 'employer_newest' }],
}

export const kitTemplateRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<KitTemplateRecord>('kit_templates')

export const kitTemplates = {
  /** @throws {AppError} `not-found`, also for a template of another employer */
  get: async (scope: Scope, employerId: string, templateId: string): Promise<KitTemplateRecord> => {
    const template = await kitTemplateRows(scope).findOne({ _id: templateId, employerId }, within(scope))
    if (!template) throw new AppError('not-found', 'There is no such template. Somebody may have deleted it.')
    return template
  },
  insert: async (tx: Tx, template: KitTemplateRecord): Promise<void> => {
    await kitTemplateRows(tx).insertOne(template, within(tx))
  },
  remove: async (tx: Tx, { _id }: KitTemplateRecord): Promise<void> => {
    await kitTemplateRows(tx).deleteOne({ _id }, within(tx))
  },
}
