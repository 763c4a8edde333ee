import { createHash } from 'node:crypto'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import type { CollectionPlan } from '../store/scope.ts'

/** The first answer to a request with an `Idempotency-Key`, kept for two days. */
interface IdempotencyRow {
  _id: string
  bodyHash: string
  status: number
  body: unknown
  at: Date
  /** How long the first answer was held, in milliseconds: a repetition may be sent at once. */
  heldFor?: number
}

export const idempotencyPlan: CollectionPlan = {
  collection: 'idempotency',
  indexes: [{ key: { at: 1 }, name: 'at_ttl', expireAfterSeconds: 48 * 3600 }],
}

/** What makes two requests the same: who, where and the key; the body must then be equal too. */
export interface RequestKey {
  readonly id: string
  readonly bodyHash: string
}

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

/**
 * The key, which is not stored itself, salts the body's hash: bodies can carry a password, and a bare fast hash of one
 * could be guessed at from a copy of the store.
 * @param who the person's id, the candidate's link, or the address of somebody not signed in
 */
export function requestKey(who: string, method: string, path: string, key: string, body: unknown): RequestKey {
  return { id: hash(who, method, path, key), bodyHash: hash(key, canonicalJson(body)) }
}

/** Stands for an uploaded file where its request is compared with another. */
export const digestOfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64url')

/** JSON with sorted keys, so that the order in which a client writes fields does not matter. */
function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      inner !== null && typeof inner === 'object' && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? ''
  )
}

export interface FirstAnswer {
  readonly status: number
  readonly body: unknown
  readonly replayed: boolean
}

/**
 * Runs the command once per key. The answer is written in the command's own transaction: of two requests that race,
 * over any nodes, one conflicts, runs again and finds the other's answer. A refusal stores nothing, since it did nothing.
 */
export async function onceInTransaction(
  tx: Tx,
  key: RequestKey | null,
  status: number,
  command: () => Promise<unknown>,
): Promise<FirstAnswer> {
  if (key === null) return { status, body: await command(), replayed: false }
  const rows = tx.db.collection<IdempotencyRow>('idempotency')
  const first = await rows.findOne({ _id: key.id }, { session: tx.session })
  if (first && first.bodyHash !== key.bodyHash) throw new AppError('idempotency-conflict')
  if (first?.heldFor) tx.holdAnswer(first.heldFor)
  if (first) return { status: first.status, body: first.body, replayed: true }
  const body = await command()
  const held = tx.heldFor > 0 ? { heldFor: tx.heldFor } : {}
  await rows.insertOne(
    { _id: key.id, bodyHash: key.bodyHash, status, body: body ?? null, at: new Date(), ...held },
    { session: tx.session },
  )
  return { status, body, replayed: false }
}
