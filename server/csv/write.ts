/** What a spreadsheet takes for the beginning of a formula, in plain or full-width letters. */
const startsFormula = /^[=+\-@\t\r＝＋－＠]/

/** By which spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * The text as a spreadsheet shows it, never as it runs it: what looks like a formula begins with an apostrophe. The
 * import takes it off again, see `plainCell`.
 */
export const safeCell = (text: string): string => (startsFormula.test(text) ? `'${text}` : text)

/** What `safeCell` was given. */
export const plainCell = (text: string): string =>
  text.startsWith("'") && startsFormula.test(text.slice(1)) ? text.slice(1) : text

/** One record of RFC 4180, with its line end. Numbers are numbers; only text can look like a formula. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = safeCell(cell)
  return /[",\r\n;\t]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}
