/** What a spreadsheet takes for the beginning of a formula, in plain or full-width letters, after what it may leave out. */
const formula = String.raw`(?:[^\S\t\r\n]|")*[=+\-@＝＋－＠]`

/**
 * Where a cell may begin: at the beginning of the text, and behind what parts cells and rows for a spreadsheet that reads the
 * file by semicolons or tabs. There a quotation mark behind a comma stands within a cell and holds nothing together.
 * Apostrophes that are there already count in, so that the one too many is known again.
 */
const unguarded = new RegExp(String.raw`(?<=^|[;\t\r\n])(?='*${formula})|^(?='*[\t\r])`, 'g')
const guarded = new RegExp(String.raw`(?<=^|[;\t\r\n])'(?='*${formula})|^'(?='*[\t\r])`, 'g')

/** By which spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'

/**
 * The text as a spreadsheet shows it, never as it runs it: what looks like a formula begins with an apostrophe. The
 * import takes it off again, see `plainCell`.
 */
export const safeCell = (text: string): string => text.replaceAll(unguarded, "'")

/** What `safeCell` was given. */
export const plainCell = (text: string): string => text.replaceAll(guarded, '')

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
