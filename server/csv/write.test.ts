import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { csvLine, plainCell, safeCell } from './write.ts'

const injections = [
  '=1+1',
  '=HYPERLINK("http://example.com","x")',
  '+49 30 1234',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '＝1+1',
  '＋1',
  '－1',
  '＠A1',
  '=cmd|"/c calc"!A1',
]

describe('a CSV file', () => {
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
