import { type ImportKind, mostImportRows } from '#protocol/imports'
import { AppError, invalidField } from '../app-error.ts'
import { decode, isEncoding } from '../csv/decode.ts'
import { type CsvRow, type Delimiter, findDelimiter, parseCsv, UnreadableCsv } from '../csv/parse.ts'
import { looksLikeHead } from './mapping.ts'
import type { ImportRecord } from './repository.ts'

/** How somebody wants the file to be read; what is left out is found. */
export interface Reading {
  readonly encoding?: string | undefined
  readonly delimiter?: Delimiter | undefined
  readonly hasHead?: boolean | undefined
}

export type ReadTable = Pick<ImportRecord, 'encoding' | 'delimiter' | 'hasHead' | 'heads' | 'samples'> & {
  readonly rows: readonly CsvRow[]
}

/** Cells of a column that are shown beside it. */
const mostSamples = 3
const mostColumns = 500

/**
 * The file as a table.
 * @throws {AppError} `invalid-input` when it is none, in words that help
 */
export async function readTable(bytes: Uint8Array, kind: ImportKind, reading: Reading = {}): Promise<ReadTable> {
  if (reading.encoding !== undefined && !isEncoding(reading.encoding)) {
    throw invalidField('encoding', 'There is no such encoding. Use a name like utf-8 or windows-1252.')
  }
  refuseOtherFiles(bytes)
  const { text, encoding } = decode(bytes, reading.encoding)
  const delimiter = reading.delimiter ?? findDelimiter(text)
  const [first, ...others] = await rowsOf(text, delimiter)
  if (!first) throw invalidField('file', 'There is nothing in this file.')
  const hasHead = reading.hasHead ?? looksLikeHead(kind, first.cells)
  const rows = hasHead ? others : [first, ...others]
  if (rows.length === 0) throw invalidField('file', 'This file has a head, but no row below it.')
  if (rows.length > mostImportRows) {
    throw invalidField('file', `There are more than ${mostImportRows} rows. Split the file and send its parts.`)
  }
  const width = hasHead
    ? first.cells.length
    : rows.slice(0, 100).reduce((most, row) => Math.max(most, row.cells.length), 0)
  if (width > mostColumns) throw invalidField('file', `There are more than ${mostColumns} columns.`)
  const heads = Array.from(
    { length: width },
    (_, i) => (hasHead ? (first.cells[i] ?? '').trim() : '') || `Column ${i + 1}`,
  )
  const samples = heads.map((_, i) =>
    rows
      .slice(0, 50)
      .flatMap(({ cells }) => cells[i]?.trim().slice(0, 80) || [])
      .slice(0, mostSamples),
  )
  return { encoding, delimiter, hasHead, heads, samples, rows }
}

async function rowsOf(text: string, delimiter: Delimiter): Promise<CsvRow[]> {
  try {
    return await parseCsv(text, delimiter, mostImportRows + 1)
  } catch (error) {
    if (error instanceof UnreadableCsv) throw invalidField('file', error.message)
    throw error
  }
}

/** Workbooks and other files begin in a way that no text does. */
function refuseOtherFiles(bytes: Uint8Array): void {
  const starts = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign)
  const isOther = starts(0x50, 0x4b, 3, 4) || starts(0xd0, 0xcf, 0x11, 0xe0) || starts(0x25, 0x50, 0x44, 0x46)
  if (isOther) {
    throw new AppError(
      'unreadable-file',
      'This is no CSV file. In the spreadsheet choose “Save as”, then CSV, and send that.',
    )
  }
}
