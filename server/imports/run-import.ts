import { bySystem, byUser } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import { newId } from '../store/ids.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { actOf, recordAudit } from '../team/audit.ts'
import { memberships } from '../team/repository.ts'
import { tellFinished } from './entries.ts'
import { blockOf } from './make-blocks.ts'
import { mayImport } from './policy.ts'
import {
  type BlockRecord,
  blocks,
  claimImport,
  type ImportRecord,
  imports,
  leaseEnd,
  type StoredRow,
} from './repository.ts'
import { type Importer, kinds } from './take-over.ts'

export interface RunParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'commit'>
  readonly links: LinkSecrets
  /** After this the rest is left to others. */
  readonly isStopping: () => boolean
}

/** Milliseconds between two blocks, in which others have their turn at the employer's feed. */
const pause = 5

/**
 * Commits and undoes what waits for it, block after block. What is made of a block, that it is done, and where the import
 * stands are one transaction: a worker that dies leaves whole blocks, and another goes on behind them as soon as its
 * lease is over. Two at once would do each block once.
 */
export async function workImports(parts: RunParts): Promise<void> {
  const worker = newId()
  for (;;) {
    const claimed = await claimImport(parts.scope(), worker)
    if (!claimed) return
    const { _id, employerId } = claimed
    while (await parts.journal.commit([feedOf(employerId)], (tx) => step(tx, parts, _id, worker))) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      if (parts.isStopping()) return
    }
  }
}

/** One block; answers whether there is more to do for this worker. */
async function step(tx: Tx, { links }: RunParts, importId: string, worker: string): Promise<boolean> {
  const record = await imports.find(tx, importId)
  if (record?.leasedBy !== worker || (record.state !== 'committing' && record.state !== 'undoing')) return false
  const importer = await importerOf(tx, record)
  const block = await blocks.at(tx, record.blockSet, record.nextBlock)
  if (!block || !importer) {
    await finish(tx, record)
    return false
  }
  const take = kinds[record.kind]
  const rows =
    record.state === 'committing'
      ? await take.over(tx, importer, block.rows, links)
      : await take.back(tx, importer, block.rows)
  // What was made of them is in its own records: here it would only be carried along.
  const told = rows.map((row) => (row.outcome === null ? row : { ...row, value: null }))
  await blocks.replace(tx, { ...blockOf(block, told), state: record.state === 'committing' ? 'done' : 'undone' })
  const [counts, jobIds] = [countsAfter(record, block, rows), jobIdsAfter(record, rows)]
  await imports.replace(tx, {
    ...record,
    nextBlock: record.nextBlock + 1,
    leaseUntil: leaseEnd(tx.now),
    counts,
    jobIds,
  })
  return true
}

/** Who imports, with the rights they have now; null: they have none any more, so the rest stays behind. */
async function importerOf(tx: Tx, { employerId, userId, kind }: ImportRecord): Promise<Importer | null> {
  const member = await memberships.find(tx, employerId, userId)
  if (!member || !mayImport(member, kind)) return null
  return { employerId, userId, role: member.role, jobIds: member.jobIds }
}

async function finish(tx: Tx, record: ImportRecord): Promise<void> {
  const { counts, state } = record
  const left = counts.rows - counts.bad - counts.skipped - counts.imported - counts.refused
  const saved: ImportRecord = {
    ...record,
    state: state === 'committing' ? 'finished' : 'undone',
    counts: { ...counts, done: counts.rows, refused: counts.refused + (state === 'committing' ? left : 0) },
    ...{ finishedAt: tx.now, leasedBy: null, leaseUntil: null },
    version: record.version + 1,
  }
  await imports.replace(tx, saved)
  tellFinished(tx, saved, bySystem)
  const { employerId, by, userId } = record
  const act = by ? actOf({ ...by, employerId }) : { employerId, actor: byUser({ userId }), ip: null }
  await recordAudit(tx, {
    ...act,
    action: state === 'committing' ? 'import.finished' : 'import.undone',
    subject: { kind: 'import', id: record._id },
    after: { kind: record.kind, imported: saved.counts.imported, undone: saved.counts.undone },
  })
}

/** The postings that candidates came to: whoever decides about these is told of the import. */
function jobIdsAfter({ kind, jobIds = [] }: ImportRecord, rows: readonly StoredRow[]): string[] {
  if (kind !== 'candidates') return jobIds
  const came = rows.flatMap(({ outcome, value }) => (outcome === 'imported' && value ? String(value['jobId']) : []))
  return [...new Set([...jobIds, ...came])]
}

function countsAfter(
  { counts, state }: ImportRecord,
  before: BlockRecord,
  after: readonly StoredRow[],
): ImportRecord['counts'] {
  const count = (outcome: StoredRow['outcome']) =>
    after.filter((row, i) => row.outcome === outcome && before.rows[i]?.outcome !== outcome).length
  const done = counts.done + after.length
  if (state === 'undoing')
    return { ...counts, done, undone: counts.undone + count('undone'), kept: counts.kept + count('kept') }
  return { ...counts, done, imported: counts.imported + count('imported'), refused: counts.refused + count('refused') }
}
