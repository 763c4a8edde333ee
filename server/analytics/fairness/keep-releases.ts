import { setTimeout as wait } from 'node:timers/promises'
import type { SharedJournal } from '../../journal/journal.ts'
import type { Log } from '../../log.ts'
import { type Cause, unasked } from '../../request-id.ts'
import { type Scope, within } from '../../store/scope.ts'
import { createTurns } from '../../turns.ts'
import type { Books } from '../keep-books.ts'
import { type FactRecord, factRows } from '../repository.ts'
import { release } from './release.ts'
import { type ReleaseRecord, releases } from './repository.ts'
import { type Groups, settledOf } from './settled.ts'

/** The groups of those who disclosed any, by application. */
export type GroupsOf = (
  scope: Scope,
  employerId: string,
  applicationIds: readonly string[],
) => Promise<ReadonlyMap<string, Groups>>

export interface Releases {
  /** What is released by now; it looks whether there is more to release, unless it has just looked. */
  read(employerId: string): Promise<ReleaseRecord | null>
  /** The same for whoever came for other figures: what was known before, where looking takes longer than a moment. */
  soon(employerId: string, reader: Cause): Promise<ReleaseRecord | null>
}

/** Looking reads everybody who is settled: it may take this share of the time at most, in per cent. */
const share = 5
/** So long other figures wait for these, in milliseconds. */
const patience = 200

export function createReleases(parts: {
  books: Books
  journal: SharedJournal
  scope: () => Scope
  groupsOf: GroupsOf
  log: Log
}): Releases {
  const { books, journal, scope, groupsOf, log } = parts
  const inTurn = createTurns()
  const rests = new Map<string, number>()

  async function look(employerId: string): Promise<ReleaseRecord | null> {
    const known = await releases.find(scope(), employerId)
    if (Date.now() < (rests.get(employerId) ?? 0)) return known
    const { book, seq } = await books.follow(employerId)
    if (known?.seq === seq) return known
    const began = Date.now()
    const found = await settledFacts(scope(), book)
    const all = found.flatMap((fact) => settledOf(fact) ?? [])
    const ids = all.map(({ applicationId }) => applicationId)
    const groups = await groupsOf(scope(), employerId, ids)
    const next = await journal.for(unasked).commit([], async (tx) => {
      const before = await releases.find(tx, employerId)
      // Another node knew more already.
      if (before && before.seq >= seq) return before
      const record = { _id: employerId, seq, tables: release(before?.tables ?? {}, all, groups, tx.now) }
      await releases.save(tx, record)
      return record
    })
    rests.set(employerId, Date.now() + (Date.now() - began) * (100 / share - 1))
    return next
  }

  const read = (employerId: string) => inTurn(employerId, () => look(employerId))

  async function soon(employerId: string, { request }: Cause): Promise<ReleaseRecord | null> {
    const looking = read(employerId).then((record) => ({ record }))
    looking.catch((error: unknown) =>
      log.warn({ err: error, request, employerId }, 'it could not be looked for what to release'),
    )
    const over = new AbortController()
    const late = wait(patience, null, { signal: over.signal }).catch(() => null)
    const found = await Promise.race([looking, late]).finally(() => over.abort())
    return found ? found.record : releases.find(scope(), employerId)
  }

  return { read, soon }
}

/** Whoever is hired or rejected now. */
const settledFacts = (scope: Scope, book: string): Promise<FactRecord[]> =>
  factRows(scope)
    .find(
      { book, 'standing.status': { $in: ['hired', 'rejected'] } },
      { ...within(scope), projection: { applicationId: 1, jobId: 1, standing: 1 }, batchSize: 100_000 },
    )
    .toArray()
