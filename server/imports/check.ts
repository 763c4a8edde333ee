import type { CellProblem } from '#protocol/imports'

/** What checking a row comes to. `key`: equal for rows that would be the same thing. */
export interface Checked<Value> {
  readonly problems: CellProblem[]
  readonly value: Value | null
  readonly key: string | null
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return `“${line.length > 60 ? `${line.slice(0, 59)}…` : line}”`
}

/** Cells by their field's name. */
export function cellReader(cells: readonly string[], mapping: readonly (string | null)[]) {
  const columnOf = (field: string): number => mapping.indexOf(field)
  const text = (field: string): string => (cells[columnOf(field)] ?? '').trim()
  return {
    text,
    /** What is wrong with a field's cell; of one that no column is taken for, with the row. */
    problem: (field: string, expected: string, fix: string): CellProblem => {
      const column = columnOf(field)
      const found = text(field)
      return {
        column: column === -1 ? null : column,
        field,
        found: found === '' ? 'nothing' : shortened(found),
        expected,
        fix,
      }
    },
  }
}

/** A row that is longer than the head: what follows the last column would be lost. */
export function checkLength(cells: readonly string[], columns: number): CellProblem[] {
  if (cells.length <= columns || cells.slice(columns).every((cell) => cell.trim() === '')) return []
  const fix = 'Put quotation marks around text that holds the delimiter, and send the file again.'
  return [{ column: null, field: null, found: `${cells.length} cells`, expected: `${columns} cells`, fix }]
}
