import { BSON, type Db } from 'mongodb'
import { openLinkSecrets } from '../store/link-key.ts'
import type { Entry } from './entry.ts'

type Content = Pick<Entry, 'type' | 'data' | 'actor'> & Pick<Partial<Entry>, 'blanked'>

/** Knows what an entry said by an HMAC: a body that was taken out is still recognised, and cannot be guessed. */
export interface Contents {
  digestOf(content: Content): Promise<string>
  areEqual(a: Content, b: Content): Promise<boolean>
}

/** @param secret `CLEARVIEW_SECRET`; undefined: the key made once and kept in the store */
export function createContents(db: Db, secret: string | undefined): Contents {
  const digestOf = async ({ blanked, ...content }: Content) =>
    blanked ?? (await openLinkSecrets(db, secret)).secretOf(`journal:${canonical(content)}`)
  const areEqual = async (a: Content, b: Content) =>
    a.blanked || b.blanked ? (await digestOf(a)) === (await digestOf(b)) : canonical(a) === canonical(b)
  return { digestOf, areEqual }
}

/** Text that is the same for the same values, as they were given and as they come back from the store. */
function canonical({ type, data, actor }: Content): string {
  const stored = BSON.deserialize(BSON.serialize({ type, data, actor }, { ignoreUndefined: true }))
  return JSON.stringify(BSON.EJSON.serialize(stored, { relaxed: false }), (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
