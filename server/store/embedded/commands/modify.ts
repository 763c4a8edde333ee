import { ObjectId } from 'bson'
import { encodeStored } from '../bson/codec.ts'
import { type Doc, isDoc, type Value } from '../bson/types.ts'
import { ensure, writeConflict } from '../errors.ts'
import { find, Hit } from '../query/find.ts'
import type { KeyField } from '../query/index-keys.ts'
import { compileFilter, type Predicate } from '../query/match.ts'
import { Blocked } from '../session/transactions.ts'
import type { Collection } from '../storage/catalog.ts'
import { putDocument } from '../storage/documents.ts'
import type { UpdateContext } from '../update/tree.ts'
import { type CompiledUpdate, upsertBase } from '../update/update.ts'
import { pause, runSteps, type Steps } from '../yielding.ts'
import { type Context, queryOf } from './context.ts'

/** Which documents a write statement is about. */
export interface Target {
  namespace: string
  filter: Doc
  sort: KeyField[]
  multi: boolean
}

export interface Outcome {
  matched: number
  modified: number
  upsertedId?: Value
  /** The one document changed, as it was and as it is (findAndModify). */
  before?: Doc
  after?: Doc
}

/**
 * The collection to write to, made when it is not there. While an index of it is being built, writes wait; a
 * transaction begins anew instead, as does one whose snapshot is older than an index and so lacks its entries.
 */
function writable({ store, transaction }: Context, namespace: string): Collection {
  const collection = store.catalog.require(namespace)
  if (transaction && (collection.building || collection.indexes.some(({ since }) => since > transaction.asOf)))
    throw writeConflict()
  if (collection.building) throw new Blocked(collection.building)
  return collection
}

export function insertNew(context: Context, namespace: string, doc: Doc): void {
  if (doc._id === undefined) doc._id = new ObjectId()
  ensure(!Array.isArray(doc._id), 53, "The '_id' value cannot be of type array")
  for (const part of [doc, doc._id]) {
    const dollar = isDoc(part) && Object.keys(part).find((name) => name.startsWith('$'))
    ensure(!dollar, 52, `The dollar ($) prefixed field '${dollar}' is not allowed in a stored document`)
  }
  putDocument(context.writer, writable(context, namespace), undefined, doc, encodeStored(doc))
}

export function applyUpdate(context: Context, target: Target, update: CompiledUpdate, upsert: boolean) {
  const { namespace, filter } = target
  const change: Apply = (hit, outcome, predicate) => {
    const found: UpdateContext = { inserting: false }
    predicate(hit.doc, found)
    const after = update.apply(hit.doc, found)
    const bytes = encodeStored(after)
    outcome.before = hit.doc
    outcome.after = after
    if (bytes.equals(hit.bytes)) return
    putDocument(context.writer, writable(context, namespace), hit.doc, after, bytes)
    outcome.modified++
  }
  const insert = (): Outcome => {
    const doc = update.apply(upsertBase(filter, update.replacement), { inserting: true })
    insertNew(context, namespace, doc)
    return { matched: 0, modified: 0, upsertedId: doc._id, after: doc }
  }
  return search(context, target, change, upsert ? insert : undefined)
}

export function applyDelete(context: Context, target: Target): Promise<Outcome> {
  return search(context, target, (hit, outcome) => {
    putDocument(context.writer, writable(context, target.namespace), hit.doc, undefined, null)
    outcome.before = hit.doc
    outcome.modified++
  })
}

/** Changes one document; what does not change it counts as matched all the same. */
type Apply = (hit: Hit, outcome: Outcome, predicate: Predicate) => void

/**
 * Finds and changes. A quick search leaves no gap before the write, so nothing can come between; after a long one,
 * or a wait for a transaction, each document is looked at again as it is by then.
 */
async function search(context: Context, target: Target, apply: Apply, insert?: () => Outcome): Promise<Outcome> {
  const { namespace, filter, sort, multi } = target
  const predicate = compileFilter(filter)
  const { commits } = context.store
  const outcome: Outcome = { matched: 0, modified: 0 }
  for (;;) {
    const query = queryOf(context, namespace, { view: context.writer.view, filter, sort, limit: multi ? 0 : 1 })
    const steps = find(query)
    const hits: Hit[] = []
    let fresh = takeNow(steps, hits)
    if (!fresh) await runSteps(steps, (hit) => hits.push(hit))
    if (hits.length === 0) return insert ? insert() : outcome
    for (const found of hits) {
      await unblocked(() => {
        const hit = fresh ? found : current(context, found, predicate)
        // Whatever comes after this, another try or the next document, may find things changed.
        fresh = false
        if (!hit) return
        apply(hit, outcome, predicate)
        outcome.matched++
      })
      // A long write gives way between its documents.
      await (commits.isCrowded() ? commits.durable() : pause())
    }
    // When somebody else took the only document meanwhile, another one is looked for.
    if (outcome.matched > 0 || multi) return outcome
  }
}

/** How many documents may be looked at in one go. */
const nowLimit = 1000

/** Takes what is found without a gap, and says whether that was all. */
function takeNow(steps: Steps<Hit>, hits: Hit[]): boolean {
  for (let looked = 0; looked < nowLimit; looked++) {
    const { done, value } = steps.next()
    if (done) return true
    if (value) hits.push(value)
  }
  return false
}

/** Tries until no transaction stands in the way. */
export async function unblocked(run: () => Promise<void> | void): Promise<void> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!(error instanceof Blocked)) throw error
      await error.until
    }
  }
}

/** The document as it is now, if it still is what was looked for. */
function current(context: Context, hit: Hit, predicate: Predicate): Hit | undefined {
  const bytes = context.writer.view.get(hit.key)
  const again = bytes && new Hit(hit.key, bytes)
  return again && predicate(again.doc) ? again : undefined
}
