import { createHmac } from 'node:crypto'
import type { Db } from 'mongodb'
import { newSecret } from './ids.ts'

/**
 * Secrets of links that must be said again later (a candidate's portal, in every mail): derived from a random seed that
 * is stored and a key that is not stored beside it when `CLEARVIEW_SECRET` is set. So a secret can be repeated, and a
 * new seed revokes it.
 */
export interface LinkSecrets {
  secretOf(seed: string): string
}

/** @param configured `CLEARVIEW_SECRET`; undefined: a key made once and kept in the store */
export async function openLinkSecrets(db: Db, configured: string | undefined): Promise<LinkSecrets> {
  const key = configured ?? (await keptKey(db))
  return { secretOf: (seed) => createHmac('sha256', key).update(seed).digest('base64url') }
}

async function keptKey(db: Db): Promise<string> {
  const kept = await db
    .collection<{ _id: string; value: string }>('meta')
    .findOneAndUpdate(
      { _id: 'link-key' },
      { $setOnInsert: { value: newSecret() } },
      { upsert: true, returnDocument: 'after' },
    )
  if (!kept) throw new Error('The store did not keep the key of links')
  return kept.value
}
