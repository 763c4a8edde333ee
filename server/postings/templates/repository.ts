import type { Stage } from '#protocol/postings'
import { AppError } from '../../app-error.ts'
import type { Tx } from '../../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'
import type { PostingContent } from '../repository.ts'

export interface TemplateRecord extends PostingContent {
  _id: string
  employerId: string
  name: string
  stages: Stage[]
  version: number
  createdAt: Date
  updatedAt: Date
}

export const templatePlan: CollectionPlan = {
  collection: 'posting_templates',
  indexes: [{ key: { employerId: 1, _id: -1 }, name: 'employer_newest' }],
}

export const templateRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<TemplateRecord>('posting_templates')

export const templates = {
  /** @throws {AppError} `not-found`, also for a template of another employer */
  get: async (scope: Scope, employerId: string, templateId: string): Promise<TemplateRecord> => {
    const template = await templateRows(scope).findOne({ _id: templateId, employerId }, within(scope))
    if (!template) throw new AppError('not-found', 'There is no such template. Somebody may have deleted it.')
    return template
  },
  insert: async (tx: Tx, template: TemplateRecord): Promise<void> => {
    await templateRows(tx).insertOne(template, { session: tx.session })
  },
  replace: async (tx: Tx, template: TemplateRecord): Promise<void> => {
    await templateRows(tx).replaceOne({ _id: template._id }, template, { session: tx.session })
  },
  remove: async (tx: Tx, template: TemplateRecord): Promise<void> => {
    await templateRows(tx).deleteOne({ _id: template._id }, { session: tx.session })
  },
}
