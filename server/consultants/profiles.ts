import { type Account, accounts } from '../auth/accounts.ts'
import type { Tx } from '../journal/tx.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'

/** What a consultant says of themselves; the name is the account's. */
export interface ProfileRecord {
  /** The consultant's account. */
  _id: string
  organisation: string
  headline: string
  about: string
  expertise: string[]
  languages: string[]
  version: number
}

/** A consultant as employers meet them. */
export interface Consultant {
  readonly account: Account
  readonly profile: ProfileRecord
}

export const profilePlan: CollectionPlan = { collection: 'consultant_profiles', indexes: [] }

const profileRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ProfileRecord>('consultant_profiles')

export const newProfile = (userId: string, organisation: string): ProfileRecord => ({
  _id: userId,
  organisation,
  headline: '',
  about: '',
  expertise: [],
  languages: [],
  version: 1,
})

export const profiles = {
  insert: async (tx: Tx, profile: ProfileRecord): Promise<void> => {
    await profileRows(tx).insertOne(profile, { session: tx.session })
  },
  replace: async (tx: Tx, profile: ProfileRecord): Promise<void> => {
    await profileRows(tx).replaceOne({ _id: profile._id }, profile, { session: tx.session })
  },
}

/** These consultants by id; who is none is left out. */
export async function consultantsAmong(scope: Scope, ids: readonly string[]): Promise<Map<string, Consultant>> {
  if (ids.length === 0) return new Map()
  const wanted = [...new Set(ids)]
  const [people, found] = await Promise.all([
    accounts.many(scope, wanted),
    profileRows(scope)
      .find({ _id: { $in: wanted } }, within(scope))
      .toArray(),
  ])
  const byId = new Map(found.map((profile) => [profile._id, profile]))
  return new Map(
    people.flatMap((account) => {
      const profile = byId.get(account._id)
      return profile ? [[account._id, { account, profile }] as const] : []
    }),
  )
}
