import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { aDocx, aFilledForm, aLaidOutDocx, anEncryptedPdf, aPdf, aPdfBomb, aZip } from '../../../tests/resumes/files.ts'
import { resumeKind } from './kind.ts'
import { createReadText } from './read-text.ts'
import { textOf } from './text-of.ts'
import { tidy } from './text-result.ts'

/** The built one where there is one: from source each of them is first taught TypeScript. */
const thread = process.env['CLEARVIEW_STORE_FILE']
  ? new URL('text-thread.js', pathToFileURL(process.env['CLEARVIEW_STORE_FILE']))
  : undefined
const readText = createReadText({ milliseconds: 20_000, heap: 192, growth: 300 }, thread)
const read = async (bytes: Uint8Array) => readText({ kind: await resumeKind(bytes), bytes })
const bytesOf = (text: string) => new TextEncoder().encode(text)
const slow = { timeout: 60_000 }

describe('the text of a résumé', () => {
  it('[PROF-1] is read from PDF, DOCX and text, line by line', slow, async () => {
    const lines = ['Quirina Vandersteen', 'Built (three) compilers']
    expect((await read(aPdf(lines))).split(/\n+/)).toEqual(lines)
    expect((await read(aPdf(lines, { filter: true, pages: 2 }))).match(/compilers/g)).toHaveLength(2)
    expect(await read(aDocx(lines))).toBe(lines.join('\n'))
    expect(await read(bytesOf('\ufeffQuirina\r\nVandersteen  \r\n'))).toBe('Quirina\nVandersteen')
    expect(await read(new Uint8Array(Buffer.from('\ufeffWide letters: ž', 'utf16le')))).toBe('Wide letters: ž')
  })

  it('[PROF-1] is what somebody reads who opens the file: heads, feet, notes, forms, and lines in a paragraph', async () => {
    const word = await textOf({ kind: 'docx', bytes: aLaidOutDocx() })
    expect('text' in word && word.text.split(/\n+/)).toEqual([
      'R&D — Quirina',
      'Welder',
      'and cutter',
      'Since',
      'May',
      'Certified',
      'By the guild',
      'Page\t1',
    ])
    const form = await textOf({ kind: 'pdf', bytes: aFilledForm('Quirina Vandersteen', 'Welds boats') })
    expect('text' in form && form.text.split(/\n+/)).toEqual(['Quirina Vandersteen', 'Welds boats'])
  })

  it('[PROF-2] of a PDF with something above its mark is that of a PDF', async () => {
    const file = new Uint8Array(Buffer.concat([Buffer.from('\r\n\r\n'), aPdf(['Quirina'])]))
    const kind = await resumeKind(file)
    expect(kind).toBe('pdf')
    expect(await textOf({ kind, bytes: file })).toEqual({ text: 'Quirina' })
  })

  it.each([
    ['Latin-1', Buffer.from('Jürgen, Schweißer', 'latin1')],
    ['Windows-1251', Buffer.from('cfe8f1e0f2e5ebfc0d0a', 'hex')],
    ['Shift-JIS', Buffer.from('93fa967b8cea0a', 'hex')],
    ['UTF-16 that does not say so', Buffer.from('Quirina, welder', 'utf16le')],
  ])('[PROF-3] in %s is refused, saying how to save it', async (_name, bytes) => {
    await expect(resumeKind(new Uint8Array(bytes))).rejects.toMatchObject({ message: /UTF-8/ })
  })

  it('[PROF-2] of a page of the web is none', async () => {
    const page = bytesOf('<!DOCTYPE html><p>Quirina</p>')
    await expect(resumeKind(page)).rejects.toMatchObject({ message: /PDF, a Word file/ })
  })

  it('[PROF-2] is looked for by the content, whatever the name says; other files are refused', async () => {
    expect(await resumeKind(aPdf(['x']))).toBe('pdf')
    expect(await resumeKind(aDocx(['x']))).toBe('docx')
    for (const bytes of [
      aZip({ 'a.txt': 'x' }),
      new Uint8Array(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
      new Uint8Array(Buffer.from('4d5a90000300000004000000ffff0000', 'hex')),
      new Uint8Array(Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex')),
      new Uint8Array([0, 1, 2, 3, 255]),
    ]) {
      await expect(resumeKind(bytes)).rejects.toMatchObject({ code: 'file-type-refused', message: /\S/ })
    }
    await expect(resumeKind(new Uint8Array())).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('[PROF-3] of a protected, damaged or scanned file is refused, saying what to do', slow, async () => {
    await expect(read(anEncryptedPdf())).rejects.toMatchObject({ code: 'unreadable-file', message: /password/ })
    await expect(read(aPdf([]))).rejects.toMatchObject({ code: 'unreadable-file', message: /no text/ })
    const cut = aDocx(['Long enough']).slice(0, 300)
    await expect(readText({ kind: 'docx', bytes: cut })).rejects.toMatchObject({ message: /damaged/ })
    await expect(readText({ kind: 'pdf', bytes: bytesOf('%PDF-1.4 nothing') })).rejects.toMatchObject({
      code: 'unreadable-file',
    })
  })

  it('[PROF-4] of a file that unpacks to more than it may is given up, and the next one is read', slow, async () => {
    const bomb = aDocx(['x'], 64 * 1024 * 1024)
    expect(bomb.byteLength).toBeLessThan(1024 * 1024)
    await expect(read(bomb)).rejects.toMatchObject({ code: 'unreadable-file', message: /too much/ })
    await expect(read(aPdfBomb(160 * 1024 * 1024))).rejects.toMatchObject({ message: /too much/ })
    expect(await read(aDocx(['Still here']))).toBe('Still here')
  })

  it('[PROF-4] with much room within a line is read as fast as any', () => {
    const wide = (room: number) => `a${' '.repeat(room)}b`
    expect(tidy(`${wide(9)}  \n`)).toBe(wide(9))
    const timeOf = (room: number) => {
      const started = process.cpuUsage()
      tidy(`${wide(room)}  \n`)
      return process.cpuUsage(started).user / 1000
    }
    const leastOf = (room: number) => Math.min(timeOf(room), timeOf(room), timeOf(room))
    // Four times the room; what grew with its square would take sixteen times as long.
    expect(leastOf(100_000) / Math.max(leastOf(25_000), 5)).toBeLessThan(12)
  })

  it('[PROF-4] that takes too long is given up', slow, async () => {
    const hasty = createReadText({ milliseconds: 1, heap: 192, growth: 300 }, thread)
    await expect(hasty({ kind: 'pdf', bytes: aPdf(['x']) })).rejects.toMatchObject({ message: /too much/ })
  })
})
