import { Readable } from 'node:stream'
import { type CsvError, parse } from 'csv-parse'
import { parse as parseAtOnce } from 'csv-parse/sync'
import { plainCell } from './write.ts'

const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** One row of a file. */
export interface CsvRow {
  /** On which it begins, from 1. */
  readonly line: number
  readonly cells: string[]
}

/** The file is no table; the message says where and what to do. */
export class UnreadableCsv extends Error {}

/** Characters that are looked at to find the delimiter. */
const looked = 64 * 1024
/** Characters that are read before others have their turn. */
const pieceSize = 64 * 1024

const usual = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
}

/** Excel writes `sep=;` above a table to say what parts its cells. */
const saysDelimiter = /^sep=([,;|\t])\r?\n/i

/** The sign that parts the cells: the one by which most rows have the same number of them, and more than one. */
export function findDelimiter(text: string): Delimiter {
  const said = saysDelimiter.exec(text)?.[1]
  const known = delimiters.find((delimiter) => delimiter === said)
  if (known) return known
  const sample = wholeLines(text)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  // Commas stand in text too: of two readings that are as even, theirs comes last.
  for (const delimiter of ['\t', '|', ';', ','] as const) {
    const score = evenness(sample, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

const wholeLines = (text: string): string =>
  text.length <= looked ? text : text.slice(0, Math.max(text.lastIndexOf('\n', looked), 1))

function evenness(sample: string, delimiter: Delimiter): number {
  let rows: string[][]
  try {
    rows = parseAtOnce(sample, { ...usual, delimiter, to: 200 })
  } catch {
    // A quote is open at the end of the sample, or this is not the sign.
    rows = sample
      .split(/\r\n|\n|\r/)
      .slice(0, 200)
      .map((row) => row.split(delimiter))
  }
  const counts = new Map<number, number>()
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width = 0, often = 0] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? []
  // Of two even readings, the one with more columns.
  return width < 2 ? 0 : often / rows.length + Math.min(width, 50) / 1000
}

/**
 * The rows of a table, read in pieces so that a large file holds nobody up.
 * @throws {UnreadableCsv} when a quote is never closed, or there are more rows than `most`
 */
export async function parseCsv(text: string, delimiter: Delimiter, most: number): Promise<CsvRow[]> {
  const body = text.replace(saysDelimiter, '')
  const offset = body.length === text.length ? 0 : 1
  const rows: CsvRow[] = []
  const parser = Readable.from(pieces(body)).pipe(parse({ ...usual, delimiter, info: true }))
  let before = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (rows.length >= most) {
        throw new UnreadableCsv(`There are more than ${most} rows. Split the file and send its parts.`)
      }
      rows.push({ line: before + 1 + offset, cells: record.map(plainCell) })
      before = info.lines
    }
  } catch (error) {
    if (error instanceof UnreadableCsv) throw error
    throw new UnreadableCsv(wordsOf(error as CsvError))
  }
  return rows
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceSize) yield text.slice(at, at + pieceSize)
}

function wordsOf({ code, message }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') {
    return 'A quotation mark opens a cell and none closes it. Close it, or write two where one is part of the text.'
  }
  return `The table cannot be read: ${message.slice(0, 200)}. Save the file as CSV anew.`
}
