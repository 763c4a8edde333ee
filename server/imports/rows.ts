import type { endpoints, Import, ImportRow } from '#protocol/imports'
import { AppError, invalidField } from '../app-error.ts'
import type { Member } from '../http/actor.ts'
import type { Input } from '../http/bind.ts'
import type { Tx } from '../journal/tx.ts'
import type { Scope } from '../store/scope.ts'
import { type Checker, createChecker, rechecked } from './checker.ts'
import { blockOf, mostRows } from './make-blocks.ts'
import { authorize, expectOpen } from './policy.ts'
import { presentImport, presentRow } from './present.ts'
import { type BlockRecord, blocks, type ImportRecord, imports, isBad, isGood, type StoredRow } from './repository.ts'

/** Blocks that are read at once. */
const batch = 10

/** Rows from one on, as many as fit: all, or only those that need somebody, and so on. */
export async function listImportRows(
  scope: Scope,
  member: Member,
  { importId, query }: Input<typeof endpoints.listImportRows>,
): Promise<{ items: ImportRow[]; next: number | null }> {
  const record = await imports.get(scope, member.employerId, importId)
  authorize(member, record)
  const { only, after, limit } = query
  const isWanted = { all: () => true, bad: isBad, good: isGood, skipped: (row: StoredRow) => row.skipped }[only]
  const items: StoredRow[] = []
  for (let n = await blockOfRow(scope, record, after + 1); items.length <= limit; ) {
    const found = await blocks.from(scope, record.blockSet, n, batch, only === 'bad')
    for (const block of found) items.push(...block.rows.filter((row) => row.row > after && isWanted(row)))
    const last = found.at(-1)
    if (!last || found.length < batch) break
    n = last.n + 1
  }
  const page = items.slice(0, limit)
  return { items: page.map(presentRow), next: items.length > limit ? (page.at(-1)?.row ?? null) : null }
}

/** A block may hold fewer rows than it can: that of a row is where it would be if all were full, or later. */
async function blockOfRow(scope: Scope, { blockSet }: ImportRecord, row: number): Promise<number> {
  for (let n = Math.floor((row - 1) / mostRows); ; n++) {
    const block = await blocks.at(scope, blockSet, n)
    if (!block || (block.rows.at(-1)?.row ?? 0) >= row) return n
  }
}

/** Corrects a row in place; others that were, or now are, the same thing are looked at again. */
export async function editImportRow(
  tx: Tx,
  member: Member,
  { importId, row: asked, body }: Input<typeof endpoints.editImportRow>,
): Promise<{ row: ImportRow; import: Import }> {
  const record = await imports.get(tx, member.employerId, importId)
  authorize(member, record)
  expectOpen(record)
  const number = Number(asked)
  const known = /^\d{1,9}$/.test(asked)
    ? await blocks.at(tx, record.blockSet, await blockOfRow(tx, record, number))
    : null
  const before = known?.rows.find(({ row }) => row === number)
  if (!known || !before) throw new AppError('not-found', 'There is no such row.')
  if (before.erased) throw new AppError('conflict', 'Whom this row was about was deleted, so it stays empty.')
  if (body.anyway && record.kind === 'candidates') {
    throw invalidField('anyway', 'A person applies once to a posting. Leave this row out.')
  }
  const checker = await createChecker(tx, record, member)
  const after = rechecked(checker, {
    ...before,
    cells: withCells(before.cells, body.cells ?? {}, record.heads.length),
    anyway: body.anyway ?? before.anyway,
    skipped: body.skipped ?? before.skipped,
  })
  const block = withRow(known, after)
  await blocks.replace(tx, block)
  const changed = await markDuplicates(tx, checker, record, [before.key, after.key])
  const own = changed.find(({ is }) => is.row === number)
  const others = changed.filter((one) => one !== own)
  const now = own?.is ?? after
  const saved = {
    ...record,
    counts: recount(record, [before, ...others.map(({ was }) => was)], [now, ...others.map(({ is }) => is)]),
    version: record.version + 1,
  }
  await imports.replace(tx, saved)
  return { row: presentRow(now), import: presentImport(saved) }
}

function withCells(cells: readonly string[], changes: Readonly<Record<string, string>>, columns: number): string[] {
  const changed = [...cells]
  for (const [column, text] of Object.entries(changes)) {
    const index = Number(column)
    if (index >= columns) throw invalidField(`cells.${column}`, `The file has ${columns} columns, counted from 0.`)
    while (changed.length <= index) changed.push('')
    changed[index] = text
  }
  return changed
}

const withRow = (block: BlockRecord, changed: StoredRow): BlockRecord =>
  blockOf(
    block,
    block.rows.map((row) => (row.row === changed.row ? changed : row)),
  )

export function recount(
  { counts }: Pick<ImportRecord, 'counts'>,
  was: readonly StoredRow[],
  is: readonly StoredRow[],
): ImportRecord['counts'] {
  const count = (rows: readonly StoredRow[], what: (row: StoredRow) => boolean) => rows.filter(what).length
  return {
    ...counts,
    bad: counts.bad + count(is, isBad) - count(was, isBad),
    skipped: counts.skipped + count(is, ({ skipped }) => skipped) - count(was, ({ skipped }) => skipped),
  }
}

/** Of rows that are the same thing the first counts, unless it is there already. Answers the rows that changed. */
async function markDuplicates(
  tx: Tx,
  checker: Checker,
  { blockSet }: ImportRecord,
  given: readonly (string | null)[],
): Promise<{ was: StoredRow; is: StoredRow }[]> {
  const keys = [...new Set(given.flatMap((key) => key ?? []))]
  if (keys.length === 0) return []
  const seen = await checker.existing(tx, keys)
  const changes: { was: StoredRow; is: StoredRow }[] = []
  const found = await blocks.withKeys(tx, blockSet, keys)
  for (const block of found.sort((a, b) => a.n - b.n)) {
    const rows = block.rows.map((row) => {
      if (row.key === null || !keys.includes(row.key)) return row
      const duplicate = seen.has(row.key)
      if (!row.skipped) seen.add(row.key)
      if (duplicate === row.duplicate) return row
      const is = { ...row, duplicate }
      changes.push({ was: row, is })
      return is
    })
    if (rows.some((row, i) => row !== block.rows[i])) await blocks.replace(tx, blockOf(block, rows))
  }
  return changes
}
