import { byteOrderMark, csvLine } from '../csv/write.ts'
import type { Scope } from '../store/scope.ts'
import { blocks, type ImportRecord, isBad, type StoredRow } from './repository.ts'

/** The rows that are not taken over, under their own heads, each with what is wrong with it: as parts of a CSV file. */
export async function* rejectedCsv(scope: () => Scope, record: ImportRecord): AsyncGenerator<string> {
  yield byteOrderMark + csvLine([...record.heads, 'What is wrong'])
  for (let n = 0; ; n++) {
    const block = await blocks.at(scope(), record.blockSet, n)
    if (!block) return
    const lines = block.rows.filter(isLeft(record)).map((row) => {
      const cells = record.heads.map((_, i) => row.cells[i] ?? '')
      return csvLine([...cells, wordsFor(record, row)])
    })
    if (lines.length > 0) yield lines.join('')
  }
}

const isLeft =
  ({ state }: ImportRecord) =>
  (row: StoredRow): boolean =>
    !row.erased &&
    (isBad(row) || row.skipped || row.outcome === 'refused' || (state !== 'ready' && row.outcome === null))

function wordsFor({ heads }: ImportRecord, row: StoredRow): string {
  if (row.problems.length > 0) {
    return row.problems
      .map(({ column, found, expected, fix }) => {
        const where = column === null ? '' : `${heads[column] ?? ''}: `
        return `${where}found ${found}, expected ${expected}. ${fix}`
      })
      .join(' ')
  }
  if (row.skipped) return 'Left out by hand.'
  if (row.duplicate && !row.anyway) return 'There is one like it already, or another row is like it.'
  return 'Not imported: by then there was one like it, its posting was closed, or you were not allowed to any more.'
}
