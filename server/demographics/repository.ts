import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import { type CollectionPlan, type Scope, within } from '../store/scope.ts'
import type { Groups } from './groups.ts'

/**
 * Many people's rows in one document, by key and sorted by it: the store says neither whose a row is nor which came
 * first. The key is an HMAC of the application's id, so no id leads from a person to a row without the secret.
 */
interface ShelfRecord {
  /** Employer and the first letter of the keys. */
  _id: string
  employerId: string
  rows: Record<string, Groups>
}

export const demographicsPlan: CollectionPlan = { collection: 'demographics', indexes: [] }

const shelfRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<ShelfRecord>('demographics')

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

const keyOf = (links: LinkSecrets, applicationId: string): string => links.secretOf(`demographics:${applicationId}`)
const shelfOf = (employerId: string, key: string): string => `${employerId}:${key.charAt(0)}`

export const demographics = {
  /** Puts a row in place of an earlier one; null takes it away. */
  put: async (
    tx: Tx,
    links: LinkSecrets,
    { employerId, applicationId }: { employerId: string; applicationId: string },
    groups: Groups | null,
  ): Promise<void> => {
    const key = keyOf(links, applicationId)
    const _id = shelfOf(employerId, key)
    const shelf = (await shelfRows(tx).findOne({ _id }, within(tx))) ?? (await install(tx, employerId, _id))
    const { [key]: _before, ...others } = shelf.rows
    const rows = Object.entries(groups ? { ...others, [key]: groups } : others).sort(([a], [b]) => (a < b ? -1 : 1))
    await shelfRows(tx).replaceOne({ _id }, { employerId, rows: Object.fromEntries(rows) }, { session: tx.session })
  },

  /** The rows of an employer that has none yet, all at once. */
  begin: async (tx: Tx, links: LinkSecrets, employerId: string, groups: ReadonlyMap<string, Groups>): Promise<void> => {
    const keyed = [...groups].map(([applicationId, of]) => [keyOf(links, applicationId), of] as const)
    const sorted = keyed.sort(([a], [b]) => (a < b ? -1 : 1))
    const shelves = [...letters].map((letter) => ({
      _id: shelfOf(employerId, letter),
      employerId,
      rows: Object.fromEntries(sorted.filter(([key]) => key.startsWith(letter))),
    }))
    await shelfRows(tx).insertMany(shelves, { session: tx.session })
  },

  of: async (
    scope: Scope,
    links: LinkSecrets,
    employerId: string,
    applicationIds: readonly string[],
  ): Promise<Map<string, Groups>> => {
    const keys = applicationIds.map((id) => [id, keyOf(links, id)] as const)
    const shelves = [...new Set(keys.map(([, key]) => shelfOf(employerId, key)))]
    const found = await shelfRows(scope)
      .find({ _id: { $in: shelves } }, within(scope))
      .toArray()
    const rows = new Map(found.flatMap((shelf) => Object.entries(shelf.rows)))
    return new Map(
      keys.flatMap(([id, key]) => {
        const groups = rows.get(key)
        return groups ? [[id, groups] as const] : []
      }),
    )
  },
}

/** All of an employer's at once: made one by one, their order would tell who answered first. */
async function install(tx: Tx, employerId: string, wanted: string): Promise<ShelfRecord> {
  const shelves = [...letters].map((letter) => ({ _id: shelfOf(employerId, letter), employerId, rows: {} }))
  await shelfRows(tx).insertMany(shelves, { session: tx.session })
  return { _id: wanted, employerId, rows: {} }
}
