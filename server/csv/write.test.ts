import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvLine, plainCell, safeCell } from './write.ts'

const injections = [
  '=1+1',
  '=HYPERLINK("http://example.com","x")',
  '+49 30 1234',
  '-2+3',
  '@SUM(A1)',
  ' =1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '=cmd|"/c calc"!A1',
]

/** Texts that hold a cell of their own for who reads by semicolons or tabs, and how they are written. */
const hidden = [
  ['a;=1+1;b', "a;'=1+1;b"],
  ['a; @SUM(A1)', "a;' @SUM(A1)"],
  ['a;"=1+1&";b', `a;'"=1+1&";b`],
  ['a\n=1+1\nb', "a\n'=1+1\nb"],
  ['a\r\n\n-2+3', "a\r\n\n'-2+3"],
  ['a\t+1', "a\t'+1"],
  ['\t=1+1', "'\t'=1+1"],
  ['\r=1+1', "'\r'=1+1"],
  ["a;'=1+1", "a;''=1+1"],
  ["'=1+1", "''=1+1"],
] as const

/** As a spreadsheet reads: a quotation mark opens where a cell begins, and is a letter anywhere else. */
function readBy(parting: string, text: string): string[] {
  const cells = ['']
  let [isOpen, isFirst] = [false, true]
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] ?? ''
    const isQuote = letter === '"'
    const begins = isFirst
    isFirst = false
    if (isOpen && isQuote && text[i + 1] === '"') cells.push(`${cells.pop()}${text[++i]}`)
    else if (isQuote && (isOpen || begins)) isOpen = !isOpen
    else if (!isOpen && (letter === parting || letter === '\n' || letter === '\r')) {
      cells.push('')
      isFirst = true
    } else cells.push(`${cells.pop()}${letter}`)
  }
  return cells
}

describe('a CSV file', () => {
  it.each(hidden)('[REP-6] holds no formula for who reads it by another sign: %j', (text, written) => {
    expect([safeCell(text), plainCell(written)]).toEqual([written, text])
    for (const cells of [
      ['x', text, 'y'],
      [text, text],
    ])
      for (const parting of [',', ';', '\t'])
        expect(readBy(parting, csvLine(cells)).filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
  })

  it('[REP-5] is read back by another parser as it was written, whatever the cells hold', () => {
    const rows = [
      ['plain', 'with, comma', 'with "quotes"', 'two\nlines'],
      [' spaces ', 'semi;colon', 'Ünï – 漢字 🙂', ''],
      ['a\r\nb', '""', ',', "it's"],
    ]
    const text = rows.map((row) => csvLine(row)).join('')
    expect(text.split('\r\n').length).toBeGreaterThan(3)
    expect(parse(text)).toEqual(rows)
  })

  it('[REP-6] holds no cell that a spreadsheet would run, and the import takes the guard off again', () => {
    for (const text of injections) {
      const [[cell]] = parse(csvLine([text, 'b'])) as [[string]]
      expect(cell).toBe(`'${text}`)
      expect(plainCell(cell)).toBe(text)
    }
  })

  it('[REP-6] leaves numbers and usual text alone, negative numbers too', () => {
    expect(csvLine([-5, 2.5, null, 'a-b', "'tis"])).toBe("-5,2.5,,a-b,'tis\r\n")
    expect(plainCell("'tis")).toBe("'tis")
    expect(safeCell('a=b')).toBe('a=b')
  })
})
