import type { ColumnKind } from '#protocol/reports'
import { words } from '../format.ts'
import type { ReportContent } from '../report.ts'

/** What stands around a report. */
interface Letterhead {
  readonly companyName: string
  /** Such as `1 March to 31 March 2026 · Engineer`. */
  readonly about: string
  /** When it was made, in words. */
  readonly made: string
}

/** What a thread is given to set a report. */
export interface PdfRequest {
  /** With the rows that are printed. */
  readonly content: ReportContent
  /** How many rows there are. */
  readonly all: number
  readonly head: Letterhead
}

/** Rows that are printed; more are for the CSV. */
export const mostPrinted = 1000

const [ink, soft, line, indigo, wash] = ['#1d2033', '#4a4f68', '#dfe1ec', '#3b4cca', '#f4f5fa']

/** The report as pdfmake's document, in the look of the product. `charts`: the drawings, in order. Pure. */
export function pdfDocument({ content, all, head }: PdfRequest, charts: readonly string[]): object {
  return {
    pageSize: 'A4',
    pageOrientation: isWide(content) ? 'landscape' : 'portrait',
    pageMargins: [40, 62, 40, 52],
    info: { title: `${content.title} · ${head.companyName}`, author: 'ClearView', creator: 'ClearView' },
    defaultStyle: { font: 'Roboto', fontSize: 9, color: ink, lineHeight: 1.2 },
    header: {
      margin: [40, 26, 40, 0],
      columns: [
        { text: 'ClearView', bold: true, color: indigo, fontSize: 10 },
        { text: head.companyName, alignment: 'right', color: soft },
      ],
    },
    footer: (page: number, pages: number) => ({
      margin: [40, 18, 40, 0],
      columns: [
        { text: head.made, color: soft, fontSize: 8 },
        { text: `Page ${page} of ${pages}`, alignment: 'right', color: soft, fontSize: 8 },
      ],
    }),
    content: [
      { text: content.title, fontSize: 22, bold: true, margin: [0, 0, 0, 2] },
      { text: head.about, color: soft, fontSize: 10, margin: [0, 0, 0, 14] },
      figureCards(content),
      ...charts.map((svg, i) => ({
        unbreakable: true,
        stack: [
          { text: content.charts[i]?.title ?? '', bold: true, fontSize: 11, margin: [0, 6, 0, 4] },
          { svg, width: widthOf(content), margin: [0, 0, 0, 10] },
        ],
      })),
      dataTable(content),
      ...cut(all - content.rows.length),
      ...content.notes.map((note) => ({ text: note, color: soft, fontSize: 8, margin: [0, 3, 0, 0] })),
      ...definitions(content),
    ],
  }
}

const isWide = ({ columns }: ReportContent): boolean => columns.length > 8

/** Points between the margins of an A4 page. */
export const widthOf = (content: ReportContent): number => (isWide(content) ? 762 : 515)

/** The figures side by side, as many as fit in a row. */
function figureCards({ figures }: ReportContent): object {
  const perRow = 4
  const card = ({ label, value, kind }: ReportContent['figures'][number]) => ({
    stack: [
      { text: label, color: soft, fontSize: 8 },
      { text: words(value, kind) || '–', fontSize: 17, bold: true },
    ],
    margin: [8, 6, 8, 4],
    fillColor: wash,
  })
  const body = []
  for (let i = 0; i < figures.length; i += perRow) {
    const cells: object[] = figures.slice(i, i + perRow).map(card)
    while (cells.length < perRow) cells.push({ text: '' })
    body.push(cells)
  }
  return {
    table: { widths: Array.from({ length: perRow }, () => '*'), body },
    layout: {
      hLineWidth: () => 0,
      vLineWidth: (at: number) => (at === 0 || at === perRow ? 0 : 4),
      vLineColor: () => '#ffffff',
    },
    margin: [0, 0, 0, 12],
  }
}

const isNumeric = (kind: ColumnKind): boolean => kind !== 'text' && kind !== 'state'

function dataTable({ columns, rows }: ReportContent): object {
  const aligned = (index: number) => (isNumeric(columns[index]?.kind ?? 'text') ? 'right' : 'left')
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      // The first two say what a row is about: they get the room that the others leave.
      widths: columns.map(({ kind }, i) => (isNumeric(kind) || i > 1 ? 'auto' : '*')),
      body: [
        columns.map(({ label }, i) => ({ text: label, bold: true, color: soft, fontSize: 8, alignment: aligned(i) })),
        ...rows.map((row) =>
          row.map((cell, i) => ({ text: words(cell, columns[i]?.kind ?? 'text'), alignment: aligned(i) })),
        ),
      ],
    },
    layout: {
      hLineWidth: (at: number) => (at === 0 ? 0 : at === 1 ? 1 : 0.5),
      hLineColor: () => line,
      vLineWidth: () => 0,
      paddingTop: () => 4,
      paddingBottom: () => 3,
    },
    margin: [0, 4, 0, 6],
  }
}

const cut = (more: number): object[] =>
  more <= 0 ? [] : [{ text: `${more} more rows are in the CSV of this report.`, italics: true, margin: [0, 2, 0, 4] }]

function definitions({ figures }: ReportContent): object[] {
  return [
    { text: 'What the figures mean', bold: true, fontSize: 9, margin: [0, 12, 0, 3] },
    ...figures.map(({ label, definition }) => ({
      text: [{ text: `${label}: `, bold: true }, definition],
      color: soft,
      fontSize: 8,
      margin: [0, 1, 0, 0],
    })),
  ]
}
