import type { EmployerRole } from '#protocol/permissions'
import type { SsoState } from '#protocol/security'
import { type CollectionPlan, type Scope, within } from '../../store/scope.ts'

export interface SsoRecord {
  issuer: string
  clientId: string
  /** Sealed; null: a public client. */
  clientSecret: string | null
  domains: string[]
  defaultRole: EmployerRole
  state: SsoState
  testedAt: Date | null
  /** An owner said who the provider is; left out: somebody else did. */
  byOwner?: true
  /** Of what is set, whoever tested it since; left out: the first. */
  version?: number
}

export interface SecurityRecord {
  /** The employer. */
  _id: string
  requireTwoFactor: boolean
  sso: SsoRecord | null
}

export const securityPlan: CollectionPlan = {
  collection: 'employer_security',
  indexes: [{ key: { 'sso.domains': 1 }, name: 'sso_domains' }],
}

const rows = (scope: Pick<Scope, 'db'>) => scope.db.collection<SecurityRecord>('employer_security')

export const security = {
  of: async (scope: Scope, employerId: string): Promise<SecurityRecord> =>
    (await rows(scope).findOne({ _id: employerId }, within(scope))) ?? {
      _id: employerId,
      requireTwoFactor: false,
      sso: null,
    },
  many: async (scope: Scope, employerIds: readonly string[]): Promise<SecurityRecord[]> =>
    employerIds.length === 0
      ? []
      : rows(scope)
          .find({ _id: { $in: [...employerIds] } }, within(scope))
          .toArray(),
  byDomain: async (scope: Scope, domain: string): Promise<SecurityRecord[]> =>
    rows(scope).find({ 'sso.domains': domain }, within(scope)).limit(20).toArray(),
  put: async (scope: Scope, record: SecurityRecord): Promise<void> => {
    await rows(scope).replaceOne({ _id: record._id }, record, { ...within(scope), upsert: true })
  },
}
