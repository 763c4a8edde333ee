import { encodeStored } from '../bson/encode.ts'
import { newObjectId } from '../bson/object-id.ts'
import type { Doc, Value } from '../bson/types.ts'
import { find, findNow, type PreparedQuery, prepare } from '../query/find.ts'
import type { KeyField } from '../query/index-keys.ts'
import { compileFilter, type Predicate } from '../query/match.ts'
import type { MatchDetails } from '../query/path.ts'
import { Hit } from '../query/scan.ts'
import { Blocked } from '../session/transactions.ts'
import { deleteDocument, insertDocument, replaceDocument } from '../storage/documents.ts'
import { type CompiledUpdate, upsertBase } from '../update/update.ts'
import type { Context } from './context.ts'
import { suspended } from './statements.ts'
import { writable } from './writable.ts'

/** Which documents a write statement is about. */
export interface Target {
  namespace: string
  filter: Doc
  sort: KeyField[]
  multi: boolean
  hint: Value
}

export interface Outcome {
  matched: number
  modified: number
  upsertedId?: Value
  /** The one document changed, as it was and as it is (findAndModify). */
  before?: Doc
  after?: Doc
}

export function applyUpdate(
  context: Context,
  target: Target,
  update: CompiledUpdate,
  upsert: boolean,
): Promise<Outcome> {
  const predicate = compileFilter(target.filter)
  const change = (hit: Hit, outcome: Outcome) => updateHit(context, target, predicate, update, hit, outcome)
  return search(context, target, predicate, change, upsert ? () => insertNew(context, target, update) : undefined)
}

export function applyDelete(context: Context, target: Target): Promise<Outcome> {
  return search(context, target, compileFilter(target.filter), (hit, outcome) => {
    deleteDocument(context.writer, writable(context, target.namespace), hit.doc)
    outcome.before = hit.doc
    outcome.modified++
  })
}

/**
 * Finds and changes. A quick search leaves no gap before the write, so nothing can come between; after a long one,
 * or a wait for a transaction, each document is looked at again as it is by then.
 */
async function search(
  context: Context,
  target: Target,
  predicate: Predicate,
  apply: (hit: Hit, outcome: Outcome) => void,
  insert?: () => Outcome,
): Promise<Outcome> {
  const outcome: Outcome = { matched: 0, modified: 0 }
  for (;;) {
    const query = queryFor(context, target)
    let hits = query ? findNow(query) : []
    let fresh = hits !== undefined
    if (query) hits ??= await suspended(context, () => collect(query))
    if (!hits || hits.length === 0) return insert ? insert() : outcome
    for (const found of hits) {
      for (;;) {
        const hit = fresh ? found : current(context, found, predicate)
        if (!hit) break
        try {
          apply(hit, outcome)
          outcome.matched++
          break
        } catch (error) {
          if (!(error instanceof Blocked)) throw error
          fresh = false
          await suspended(context, () => error.until)
        }
      }
      if (!context.store.commits.crowded) continue
      fresh = false
      await suspended(context, () => context.store.commits.durable())
    }
    // When somebody else took the only document meanwhile, another one is looked for.
    if (outcome.matched > 0 || target.multi) return outcome
  }
}

function queryFor(context: Context, target: Target): PreparedQuery | undefined {
  const collection = context.store.catalog.get(target.namespace)
  return (
    collection &&
    prepare({
      view: context.writer.view,
      collection,
      filter: target.filter,
      sort: target.sort,
      skip: 0,
      limit: target.multi ? 0 : 1,
      stats: context.store.stats,
      ...(target.hint === undefined ? {} : { hint: target.hint }),
      ...(context.transaction ? { asOf: context.transaction.asOf } : {}),
    })
  )
}

async function collect(query: PreparedQuery): Promise<Hit[]> {
  const hits: Hit[] = []
  for await (const batch of find(query)) hits.push(...batch)
  return hits
}

/** The document as it is now, if it still is what was looked for. */
function current(context: Context, hit: Hit, predicate: Predicate): Hit | undefined {
  const bytes = context.writer.view.get(hit.key)
  const again = bytes && new Hit(hit.key, bytes)
  return again && predicate(again.doc) ? again : undefined
}

function updateHit(
  context: Context,
  target: Target,
  predicate: Predicate,
  update: CompiledUpdate,
  hit: Hit,
  outcome: Outcome,
): void {
  const details: MatchDetails = {}
  predicate(hit.doc, details)
  const after = update.apply(hit.doc, details, false)
  const bytes = encodeStored(after)
  outcome.before = hit.doc
  outcome.after = after
  if (bytes.equals(hit.bytes)) return
  replaceDocument(context.writer, writable(context, target.namespace), hit.doc, after, bytes)
  outcome.modified++
}

function insertNew(context: Context, target: Target, update: CompiledUpdate): Outcome {
  const doc = update.apply(upsertBase(target.filter, update.replacement), {}, true)
  if (doc._id === undefined) doc._id = newObjectId()
  insertDocument(context.writer, writable(context, target.namespace), doc, encodeStored(doc))
  return { matched: 0, modified: 0, upsertedId: doc._id, after: doc }
}
