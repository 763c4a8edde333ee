import type { Member } from '../http/actor.ts'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import { type CheckedFacts, type Checker, createChecker, rechecked } from './checker.ts'
import { type BlockRecord, blocks, type ImportCounts, isBad, type StoredRow } from './repository.ts'

/** Few enough that their commit holds nobody up. */
export const mostRows = 100
/** Characters of a block at most, one row apart: a record of the store has its limits. */
const mostCharacters = 1_000_000

/** Blocks that are being written at once: the store takes them together. */
const mostUnderWay = 8

export type FreshRow = Pick<StoredRow, 'row' | 'line' | 'cells' | 'anyway' | 'skipped' | 'erased'>

/**
 * Checks rows and keeps them in blocks under a new name; the import takes it over in a transaction of its own. What is
 * never taken over vanishes with time. Others have their turn in between.
 */
export async function makeBlocks(
  scope: () => Scope,
  member: Member,
  facts: CheckedFacts & { readonly keptUntil: Date },
  rows: AsyncIterable<FreshRow> | Iterable<FreshRow>,
): Promise<{ blockSet: string; counts: ImportCounts }> {
  const checker = await createChecker(scope(), facts, member)
  const blockSet = newId()
  const counts = noCounts()
  const seen = new Set<string>()
  const underWay = new Set<Promise<void>>()
  let n = 0
  let waiting: StoredRow[] = []
  let size = 0
  const write = async () => {
    const rows = waiting.map((row) => ({ ...row, duplicate: isSeen(row.key, seen) }))
    const { employerId, keptUntil } = facts
    const block = { employerId, blockSet, n: n++, keptUntil, state: 'open' as const }
    waiting = []
    size = 0
    const writing = keep(scope(), checker, block, rows, counts).finally(() => underWay.delete(writing))
    underWay.add(writing)
    if (underWay.size >= mostUnderWay) await Promise.race(underWay)
  }
  for await (const fresh of rows) {
    const row = rechecked(checker, { ...fresh, ...unchecked })
    const length = fresh.cells.reduce((sum, cell) => sum + cell.length, 0)
    if (size + length > mostCharacters && waiting.length > 0) await write()
    waiting.push(row)
    size += length
    if (waiting.length >= mostRows) await write()
    else if (row.row % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  if (waiting.length > 0) await write()
  await Promise.all(underWay)
  return { blockSet, counts }
}

/** Marks what is there already, counts, and writes the block. */
async function keep(
  scope: Scope,
  checker: Checker,
  block: BlockFrame,
  rows: readonly StoredRow[],
  counts: ImportCounts,
): Promise<void> {
  const there = await checker.existing(
    scope,
    rows.flatMap(({ key }) => key ?? []),
  )
  const marked = rows.map((row) => (row.key !== null && there.has(row.key) ? { ...row, duplicate: true } : row))
  counts.rows += marked.length
  counts.skipped += marked.filter(({ skipped }) => skipped).length
  counts.bad += marked.filter(isBad).length
  await blocks.insert(scope, blockOf(block, marked))
}

/** A block without its rows. */
type BlockFrame = Pick<BlockRecord, 'employerId' | 'blockSet' | 'n' | 'keptUntil' | 'state'>

const unchecked = { problems: [], duplicate: false, key: null, value: null, outcome: null, resultId: null }

/** Whether it stands further up in the file. */
function isSeen(key: string | null, seen: Set<string>): boolean {
  if (key === null) return false
  const isDuplicate = seen.has(key)
  seen.add(key)
  return isDuplicate
}

/** A block with what follows from its rows. */
export const blockOf = ({ employerId, blockSet, n, keptUntil, state }: BlockFrame, rows: StoredRow[]): BlockRecord => ({
  ...{ _id: `${blockSet}:${n}`, employerId, blockSet, n, keptUntil, state, rows },
  keys: rows.flatMap(({ key }) => key ?? []),
  hasBad: rows.some(isBad),
})

const noCounts = (): ImportCounts => ({
  ...{ rows: 0, bad: 0, skipped: 0, done: 0 },
  ...{ imported: 0, refused: 0, undone: 0, kept: 0 },
})
