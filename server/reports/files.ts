import type { Cell, ReportFormat } from '#protocol/reports'
import { byteOrderMark, csvLine } from '../csv/write.ts'
import { employers } from '../employers/repository.ts'
import type { Scope } from '../store/scope.ts'
import { fileNameOf, periodWords, timeWords } from './format.ts'
import { mostPrinted } from './pdf/document.ts'
import type { RenderPdf } from './pdf/render-pdf.ts'
import { present } from './present.ts'
import type { Criteria, ReportContent } from './report.ts'

export interface ReportFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface FileRequest {
  readonly criteria: Criteria
  readonly format: ReportFormat
  readonly withMark: boolean
  /** In which the days of the report are said. */
  readonly timeZone: string
  /** Named on the page beside the title; null: only the period is. */
  readonly postingTitle: string | null
}

const types: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  pdf: 'application/pdf',
}

/** How many rows are written before others have their turn. */
const rowsAtOnce = 1000

/** The report as a file of its format. */
export async function fileOf(
  scope: Scope,
  employerId: string,
  content: ReportContent,
  request: FileRequest,
  renderPdf: RenderPdf,
): Promise<ReportFile> {
  const { criteria, format } = request
  const name = fileNameOf(criteria.type, format, scope.now)
  const bytes =
    format === 'pdf' ? await pdf(scope, employerId, content, request, renderPdf) : await text(scope, content, request)
  return { name, contentType: types[format], bytes }
}

async function text(scope: Scope, content: ReportContent, { criteria, format, withMark }: FileRequest) {
  const encoder = new TextEncoder()
  if (format === 'json') return encoder.encode(JSON.stringify(present(content, criteria, scope.now)))
  const parts = [`${withMark ? byteOrderMark : ''}${csvLine(content.columns.map(({ label }) => label))}`]
  for (let i = 0; i < content.rows.length; i += rowsAtOnce) {
    parts.push(
      content.rows
        .slice(i, i + rowsAtOnce)
        .map((row: readonly Cell[]) => csvLine(row))
        .join(''),
    )
    await new Promise((resolve) => setImmediate(resolve))
  }
  return encoder.encode(parts.join(''))
}

async function pdf(
  scope: Scope,
  employerId: string,
  content: ReportContent,
  { criteria, timeZone, postingTitle }: FileRequest,
  renderPdf: RenderPdf,
) {
  const { companyName } = await employers.get(scope, employerId)
  const about = [periodWords(criteria, timeZone), ...(postingTitle === null ? [] : [postingTitle])].join(' · ')
  const made = `Made ${timeWords(scope.now, timeZone)} (${timeZone})`
  // What is not printed is not carried to the thread either.
  const rows = content.rows.slice(0, mostPrinted)
  return renderPdf({ content: { ...content, rows }, all: content.rows.length, head: { companyName, about, made } })
}
