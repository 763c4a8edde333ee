import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decode, findEncoding } from './decode.ts'
import { findDelimiter, parseCsv, UnreadableCsv } from './parse.ts'

const table = 'Title;Location\nMüller gesucht – für 50 €;Köln\nÉlève, “junior”;Besançon\n'
const cells = async (text: string, delimiter = findDelimiter(text)) =>
  (await parseCsv(text, delimiter, 100)).map((row) => row.cells)

describe('the encoding of a file', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])('[IMP-2] %s is found, with a mark and without', (name) => {
    expect(decode(iconv.encode(table, name))).toMatchObject({ text: table })
    if (name === 'windows-1252') return
    expect(decode(iconv.encode(table, name, { addBOM: true }))).toEqual({ text: table, encoding: name })
  })

  it('[IMP-2] Latin-1 reads as it was written; plain letters are UTF-8', () => {
    const latin = 'Köln;Besançon;Ñandú'
    expect(decode(iconv.encode(latin, 'latin1')).text).toBe(latin)
    expect(findEncoding(new TextEncoder().encode('a;b'))).toBe('utf-8')
    expect(findEncoding(new Uint8Array())).toBe('utf-8')
  })

  it('[IMP-2] other alphabets are found from enough text', () => {
    const russian = `Должность;Город\n${'Требуется опытный инженер по эксплуатации зданий;Москва\n'.repeat(20)}`
    expect(decode(iconv.encode(russian, 'windows-1251')).text).toBe(russian)
    const japanese = `職種;場所\n${'経験豊富なエンジニアを募集しています;東京\n'.repeat(20)}`
    expect(decode(iconv.encode(japanese, 'shift_jis')).text).toBe(japanese)
  })
})

describe('the delimiter of a file', () => {
  it.each([
    [',', 'a,b;c,d\n1,2,3\n4,"x;y",6\n'],
    [';', 'Title;Pay\nCook;1,5\nWaiter;2,5\n'],
    ['\t', 'Title\tPlace, town\nCook\tA, B\n'],
    ['|', 'a|b|c\n1|2|3\n'],
    [',', 'only one column\nand another row\n'],
    [',', ''],
  ])('[IMP-2] is %j', (delimiter, text) => {
    expect(findDelimiter(text)).toBe(delimiter)
  })

  it('[IMP-2] is taken from the line above the table that Excel writes, which is no row', async () => {
    const text = 'sep=;\r\na;b,c\r\n1;2,3\r\n'
    expect(findDelimiter(text)).toBe(';')
    expect(await parseCsv(text, ';', 10)).toEqual([
      { line: 2, cells: ['a', 'b,c'] },
      { line: 3, cells: ['1', '2,3'] },
    ])
  })
})

describe('the rows of a file', () => {
  it('[IMP-3] keep line ends, delimiters and quotes within quotes, whatever ends a line', async () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const text = ['a,b', '"one', 'two","say ""hi"", ok"', '3,4'].join(end)
      expect(await cells(text, ',')).toEqual([
        ['a', 'b'],
        [`one${end}two`, 'say "hi", ok'],
        ['3', '4'],
      ])
    }
  })

  it('[IMP-3] know the line on which they begin', async () => {
    const rows = await parseCsv('a,b\n"1\n2\n3",x\n\n4,y\n', ',', 10)
    expect(rows.map(({ line }) => line)).toEqual([1, 2, expect.any(Number)])
  })

  it('[IMP-3] may be longer or shorter than the head, and empty lines are none', async () => {
    expect(await cells('a,b\n1\n\n1,2,3\n', ',')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']])
  })

  it('[REP-6] lose the apostrophe that keeps a spreadsheet from running them', async () => {
    expect(await cells("a,b\n'=1+1,'tis\n")).toEqual([
      ['a', 'b'],
      ['=1+1', "'tis"],
    ])
  })

  it('[IMP-3] are refused in words when a quote is never closed, or when there are too many', async () => {
    await expect(parseCsv('a,b\n"1,2\n3,4\n', ',', 10)).rejects.toThrow(UnreadableCsv)
    await expect(parseCsv('a\n1\n2\n3\n', ',', 3)).rejects.toThrow(/more than 3 rows/)
  })
})
