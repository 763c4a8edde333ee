import { AppError } from '../app-error.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

export interface EmployerRecord {
  _id: string
  companyName: string
  /** Address of the careers page; it stays when the name changes. */
  slug: string
  contactNumber: string
  /** What a salary without a currency is in. */
  currency: string
  createdAt: Date
  /** Absent: it was never renamed. */
  version?: number
}

const employerPlan: CollectionPlan = {
  collection: 'employers',
  indexes: [{ key: { slug: 1 }, name: 'slug', unique: true }],
}
export const employerPlans: readonly CollectionPlan[] = [employerPlan]

export const employerRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<EmployerRecord>('employers')

export const versionOf = ({ version = 1 }: Pick<EmployerRecord, 'version'>): number => version

const noSuchCompany = () => new AppError('not-found', 'There is no such company.')

export const employers = {
  /** @throws {AppError} `not-found` */
  get: async (scope: Scope, id: string): Promise<EmployerRecord> => {
    const employer = await employerRows(scope).findOne({ _id: id }, within(scope))
    if (!employer) throw noSuchCompany()
    return employer
  },
  /** @throws {AppError} `not-found` */
  bySlug: async (scope: Scope, slug: string): Promise<EmployerRecord> => {
    const employer = await employerRows(scope).findOne({ slug }, within(scope))
    if (!employer) throw noSuchCompany()
    return employer
  },
  many: async (scope: Scope, ids: readonly string[]): Promise<EmployerRecord[]> =>
    ids.length === 0
      ? []
      : employerRows(scope)
          .find({ _id: { $in: [...ids] } }, within(scope))
          .toArray(),
  /** Those of the slugs that are in use. */
  slugsAmong: async (scope: Scope, slugs: readonly string[]): Promise<Set<string>> => {
    const found = await employerRows(scope)
      .find({ slug: { $in: [...slugs] } }, within(scope))
      .toArray()
    return new Set(found.map((employer) => employer.slug))
  },
  replace: async (scope: Scope, employer: EmployerRecord): Promise<void> => {
    await employerRows(scope).replaceOne({ _id: employer._id }, employer, within(scope))
  },
  insert: async (scope: Scope, employer: EmployerRecord): Promise<void> => {
    await employerRows(scope).insertOne(employer, within(scope))
  },
}
