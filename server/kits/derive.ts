import { isDeepStrictEqual } from 'node:util'
import type * as Y from 'yjs'
import type { KitCriterion } from '#protocol/kits'
import { AppError } from '../app-error.ts'
import type { Coedit, Seen } from '../coedit/coedit.ts'
import { editsOf } from '../coedit/repository.ts'
import { bySystem, byUser } from '../journal/actors.ts'
import { type EntryActor, feedOf } from '../journal/entry.ts'
import type { SharedJournal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { Log } from '../log.ts'
import { type Cause, unasked } from '../request-id.ts'
import type { Scope } from '../store/scope.ts'
import { documentOf } from './documents.ts'
import { tellChanged } from './entries.ts'
import { criteriaFrom } from './normalise.ts'
import { type KitRecord, kits } from './repository.ts'
import { readCriteria } from './structure.ts'

export interface KitParts {
  readonly coedit: Coedit
  readonly journal: SharedJournal
  readonly scope: () => Scope
  readonly log: Log
}

/** Keeps the records of kits in step with their documents. */
export interface Kits {
  /**
   * Brings the record to what the document says by now, and answers it; null: there are no criteria, and never were.
   * Who goes by a record calls it first. @throws {AppError} `not-found` for a posting that is not there
   */
  follow(jobId: string, cause: Cause): Promise<KitRecord | null>
  /** The document was edited: the record follows when people pause. */
  changed(jobId: string): void
  close(): void
}

/** What a document says, in the form that everybody may rely on. */
export const criteriaOf = (doc: Y.Doc): KitCriterion[] => criteriaFrom(readCriteria(doc))

/**
 * Documents are written letter by letter. A record, with its version and its entry in the feed, follows when people
 * pause so long, and no later than that, in milliseconds; or at once when somebody asks.
 */
const settling = { after: 3000, atMost: 30_000 } as const
/** While people type, a document is another one at each look; the next pause looks again. */
const mostRounds = 3

export function createKits({ coedit, journal, scope, log }: KitParts): Kits {
  const waiting = new Map<string, { readonly since: number; readonly timer: NodeJS.Timeout }>()

  /** Answers the record, and whether it had said it before. */
  async function copy(jobId: string, cause: Cause): Promise<{ kit: KitRecord | null; isSame: boolean }> {
    const isUnwritten = (await journal.head(editsOf(documentOf(jobId)))) === 0
    if (isUnwritten) return { kit: await unwritten(jobId), isSame: true }
    const seen = await coedit.look(documentOf(jobId))
    const criteria = criteriaOf(seen.doc)
    const known = await kits.find(scope(), jobId)
    if (says(known, criteria)) return { kit: known, isSame: true }
    const { employerId } = seen.found
    const kit = await journal.for(cause).commit([feedOf(employerId)], async (tx) => {
      const before = await kits.find(tx, jobId)
      if (says(before, criteria)) return before
      return keep(tx, { jobId, employerId, before, criteria, actor: authorOf(seen, before) })
    })
    return { kit, isSame: false }
  }

  /** What nobody has written to yet begins with what its record says, and need not be opened. */
  async function unwritten(jobId: string): Promise<KitRecord | null> {
    if (!(await coedit.kinds.find(scope(), documentOf(jobId)))) throw new AppError('not-found', 'There is no such kit.')
    return kits.find(scope(), jobId)
  }

  async function follow(jobId: string, cause: Cause): Promise<KitRecord | null> {
    let last = await copy(jobId, cause)
    // Another node may have copied an older state after a newer one: whoever copies looks again.
    for (let round = 1; round < mostRounds && !last.isSame; round++) last = await copy(jobId, cause)
    return last.kit
  }

  function settle(jobId: string): void {
    waiting.delete(jobId)
    // The document has it all; whoever reads the record next brings it up to date.
    follow(jobId, unasked).catch((error: unknown) =>
      log.warn({ err: error, jobId }, 'a kit could not follow its document'),
    )
  }

  return {
    follow,
    changed: (jobId) => {
      const { since, timer } = waiting.get(jobId) ?? { since: Date.now() }
      clearTimeout(timer)
      const wait = Math.max(0, Math.min(settling.after, since + settling.atMost - Date.now()))
      waiting.set(jobId, { since, timer: setTimeout(() => settle(jobId), wait) })
    },
    close: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}

const says = (kit: KitRecord | null, criteria: readonly KitCriterion[]): boolean =>
  isDeepStrictEqual(kit?.criteria ?? [], criteria)

/** Who wrote since the record was made, when it was one person alone. */
function authorOf({ contributors }: Seen, before: KitRecord | null): EntryActor {
  const authors = [...contributors].filter(([, at]) => before === null || at > before.updatedAt)
  const [only] = authors
  return only && authors.length === 1 ? byUser({ userId: only[0] }) : bySystem
}

interface Change {
  readonly jobId: string
  readonly employerId: string
  readonly before: KitRecord | null
  readonly criteria: KitCriterion[]
  readonly actor: EntryActor
}

/** Writes the next version of a kit, in a transaction that names the employer's feed. */
export async function keep(tx: Tx, { jobId, employerId, before, criteria, actor }: Change): Promise<KitRecord> {
  const kit: KitRecord = {
    _id: jobId,
    employerId,
    criteria,
    version: (before?.version ?? 0) + 1,
    firstScored: before?.firstScored ?? null,
    updatedAt: tx.now,
  }
  await kits.save(tx, kit)
  tellChanged(tx, kit, actor)
  return kit
}
