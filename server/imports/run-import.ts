import { bySystem } from '../journal/actors.ts'
import { feedOf } from '../journal/entry.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tx } from '../journal/tx.ts'
import type { LinkSecrets } from '../store/link-key.ts'
import type { Scope } from '../store/scope.ts'
import { recordAudit } from '../team/audit.ts'
import { memberships } from '../team/repository.ts'
import { tellFinished } from './entries.ts'
import { blockOf } from './make-blocks.ts'
import { mayImport } from './policy.ts'
import { type BlockRecord, blocks, type ImportRecord, imports, type StoredRow } from './repository.ts'
import { type Importer, kinds } from './take-over.ts'

export interface RunParts {
  readonly scope: () => Scope
  readonly journal: Pick<Journal, 'commit'>
  readonly links: LinkSecrets
  /** Told after each block. */
  readonly onProgress: (record: ImportRecord) => void
}

/** Milliseconds between two blocks, in which others have their turn at the employer's feed. */
const pause = 5

/**
 * Commits or undoes an import, block after block. What is made of a block, that it is done, and where the import stands
 * are one transaction: a worker that dies leaves whole blocks, and the next goes on behind them. Two at once do each
 * block once.
 */
export async function runImport(parts: RunParts, { importId }: { importId: string }): Promise<void> {
  for (;;) {
    const seen = await imports.find(parts.scope(), importId)
    if (seen?.state !== 'committing' && seen?.state !== 'undoing') return
    const record = await parts.journal.commit([feedOf(seen.employerId)], (tx) => step(tx, parts, importId))
    if (!record) return
    parts.onProgress(record)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** One block; answers the import as it stands then, null when there is nothing more to do. */
async function step(tx: Tx, { links }: RunParts, importId: string): Promise<ImportRecord | null> {
  const record = await imports.find(tx, importId)
  if (record?.state !== 'committing' && record?.state !== 'undoing') return null
  const importer = await importerOf(tx, record)
  const block = await blocks.at(tx, record.blockSet, record.nextBlock)
  if (!block || !importer) return finish(tx, record)
  const take = kinds[record.kind]
  const rows =
    record.state === 'committing'
      ? await take.over(tx, importer, block.rows, links)
      : await take.back(tx, importer, block.rows)
  await blocks.replace(tx, { ...blockOf(block, rows), state: record.state === 'committing' ? 'done' : 'undone' })
  const saved = { ...record, nextBlock: record.nextBlock + 1, counts: countsAfter(record, block, rows) }
  await imports.replace(tx, saved)
  return saved
}

/** Who imports, with the rights they have now; null: they have none any more, so the rest stays behind. */
async function importerOf(tx: Tx, { employerId, userId, kind }: ImportRecord): Promise<Importer | null> {
  const member = await memberships.find(tx, employerId, userId)
  if (!member || !mayImport(member, kind)) return null
  return { employerId, userId, role: member.role, jobIds: member.jobIds }
}

async function finish(tx: Tx, record: ImportRecord): Promise<ImportRecord> {
  const { counts, state } = record
  const left = counts.rows - counts.bad - counts.skipped - counts.imported - counts.refused
  const saved: ImportRecord = {
    ...record,
    state: state === 'committing' ? 'finished' : 'undone',
    counts: { ...counts, done: counts.rows, refused: counts.refused + (state === 'committing' ? left : 0) },
    finishedAt: tx.now,
    version: record.version + 1,
  }
  await imports.replace(tx, saved)
  tellFinished(tx, saved, bySystem)
  await recordAudit(tx, {
    employerId: record.employerId,
    actor: { kind: 'user', id: record.userId },
    ip: null,
    action: state === 'committing' ? 'import.finished' : 'import.undone',
    subject: { kind: 'import', id: record._id },
    after: { kind: record.kind, imported: saved.counts.imported, undone: saved.counts.undone },
  })
  return saved
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
