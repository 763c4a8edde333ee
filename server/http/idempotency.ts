import { createHash } from 'node:crypto'
import { idempotencyKeptFor } from '#protocol/common'
import { reachOf, type Standing } from '#protocol/permissions'
import { AppError } from '../app-error.ts'
import type { Tx } from '../journal/tx.ts'
import { timeNow } from '../store/clock.ts'
import type { CollectionPlan, Scope } from '../store/scope.ts'

/** The first answer to a request with an `Idempotency-Key`. */
interface IdempotencyRow {
  _id: string
  bodyHash: string
  status: number
  body: unknown
  /** Until then it is kept. Those from before this was written have their time in `at`, and go after two days. */
  keptUntil: Date
  /** Where it was sent: what it is about is named there, too. */
  path: string
  /** Whose it is; null: nobody's in particular. */
  employerId: string | null
  /** As which member it was answered; left out: as none, or before this was kept. */
  standing?: Standing
  /** Whom it was about was deleted since: it is known that it was done, and no more. */
  erased?: true
  /** How long the first answer was held, in milliseconds: a repetition may be sent at once. */
  heldFor?: number
}

export const idempotencyPlan: CollectionPlan = {
  collection: 'idempotency',
  indexes: [
    { key: { keptUntil: 1 }, name: 'keptUntil_ttl', expireAfterSeconds: 0 },
    { key: { employerId: 1 }, name: 'employer' },
  ],
}

/** What makes two requests the same: who, where and the key; the body must then be equal too. */
export interface RequestKey {
  readonly id: string
  readonly bodyHash: string
  readonly path: string
}

const hash = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url')

/**
 * The key, which is not stored itself, salts the body's hash: bodies can carry a password, and a bare fast hash of one
 * could be guessed at from a copy of the store.
 * @param who the person's id, the candidate's link, or the address of somebody not signed in
 */
export function requestKey(who: string, method: string, path: string, key: string, body: unknown): RequestKey {
  return { id: hash(who, method, path, key), bodyHash: hash(key, canonicalJson(body)), path }
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

const answerRows = (scope: Pick<Scope, 'db'>) => scope.db.collection<IdempotencyRow>('idempotency')

/** Forgets what was answered about somebody, by any word of theirs. Asked again, it is not done again. May run again. */
export async function forgetAnswers(
  scope: Scope,
  employerId: string,
  isAbout: (text: string) => boolean,
): Promise<void> {
  for await (const { _id, path, body, erased } of answerRows(scope).find({ employerId })) {
    if (erased || !isAbout(`${path} ${JSON.stringify(body)}`)) continue
    await answerRows(scope).updateOne({ _id }, { $set: { body: null, erased: true } })
  }
}

export interface FirstAnswer {
  readonly status: number
  readonly body: unknown
  readonly replayed: boolean
}

/** The part of a member's standing by which answers differ. */
const kept = ({ role, jobIds, scopes }: Standing): Standing => ({ role, jobIds, ...(scopes && { scopes }) })

/**
 * An answer holds what its reader might see then: who a candidate is, and what others said of them. To somebody who stands
 * for less since it is not told again; that it was done is, and they read what they may.
 * @throws {AppError} `forbidden`
 */
function refuseNarrower(then: Standing, now: Standing | null): void {
  const keepsJobs = reachOf(then.role, 'pipeline.read') === 'all' || then.jobIds.every((id) => now?.jobIds.includes(id))
  const keepsScopes = !now?.scopes || (then.scopes?.every((scope) => now.scopes?.includes(scope)) ?? false)
  if (now?.role === then.role && keepsJobs && keepsScopes) return
  throw new AppError(
    'forbidden',
    'This was done. Your role or your jobs are not what they were, so the first answer is not shown again: read it anew.',
  )
}

/**
 * Runs the command once per key. The answer is written in the command's own transaction: of two requests that race,
 * over any nodes, one conflicts, runs again and finds the other's answer. A refusal stores nothing, since it did nothing.
 * @param standing of the member who asks, as it is in this transaction; null: they ask as none
 * @throws {AppError} `idempotency-conflict`; `not-found` and `forbidden` where the first answer is theirs no more
 */
export async function onceInTransaction(
  tx: Tx,
  key: RequestKey | null,
  status: number,
  command: () => Promise<unknown>,
  standing: Standing | null = null,
): Promise<FirstAnswer> {
  if (key === null) return { status, body: await command(), replayed: false }
  const rows = answerRows(tx)
  const first = await rows.findOne({ _id: key.id }, { session: tx.session })
  if (first && first.bodyHash !== key.bodyHash) throw new AppError('idempotency-conflict')
  if (first?.erased) {
    throw new AppError('not-found', 'This was done. What it was about was deleted since, so the first answer is gone.')
  }
  if (first?.standing && first.body !== null) refuseNarrower(first.standing, standing)
  if (first?.heldFor) tx.holdAnswer(first.heldFor)
  if (first) return { status: first.status, body: first.body, replayed: true }
  const body = await command()
  const held = tx.heldFor > 0 ? { heldFor: tx.heldFor } : {}
  const { id: _id, bodyHash, path } = key
  const employerId = /^\/api\/employers\/([^/]+)\//.exec(path)?.[1] ?? tx.employerId
  const keptUntil = new Date(timeNow().getTime() + idempotencyKeptFor)
  const as = standing && { standing: kept(standing) }
  const answer = { _id, bodyHash, path, employerId, status, body: body ?? null, keptUntil, ...held, ...as }
  tx.write(rows, { insertOne: { document: answer } })
  return { status, body, replayed: false }
}
