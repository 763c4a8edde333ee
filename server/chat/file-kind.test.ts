import { describe, expect, it } from 'vitest'
import { contentTypeOf, safeName } from './file-kind.ts'

const text = (words: string) => new TextEncoder().encode(words)

/** A zip of stored files, as office programs write them. */
function zip(entries: readonly (readonly [string, string])[]): Uint8Array {
  const parts = entries.map(([name, content]) => {
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt32LE(content.length, 18)
    header.writeUInt32LE(content.length, 22)
    header.writeUInt16LE(name.length, 26)
    return Buffer.concat([header, Buffer.from(name), Buffer.from(content)])
  })
  return Buffer.concat(parts)
}
const office = (main: string) =>
  zip([['[Content_Types].xml', `<Types><Override PartName="/x" ContentType="${main}.main+xml"/></Types>`]])

describe('what a file is', () => {
  it('[CHAT-28] is found in its content, whatever its name says', async () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    expect(await contentTypeOf(office(word), 'a.txt')).toBe(word)
    const odt = 'application/vnd.oasis.opendocument.text'
    expect(await contentTypeOf(zip([['mimetype', odt]]), 'a.exe')).toBe(odt)
    expect(await contentTypeOf(text('a,b\n'), 'a.CSV')).toBe('text/csv')
    expect(await contentTypeOf(text('a,b\n'), 'a')).toBe('text/plain')
  })

  it('[CHAT-29] is refused when it can run or load something, or is no text', async () => {
    const macros = 'application/vnd.ms-word.document.macroEnabled'
    expect(await contentTypeOf(office(macros), 'a.docx')).toBeNull()
    expect(await contentTypeOf(zip([['run.js', 'x']]), 'a.docx')).toBeNull()
    expect(await contentTypeOf(text('<?xml version="1.0"?><svg/>'), 'a.svg')).toBeNull()
    expect(await contentTypeOf(new Uint8Array([0xc3, 0x28]), 'a.txt')).toBeNull()
    expect(await contentTypeOf(text('a\0b'), 'a.txt')).toBeNull()
  })

  it('[CHAT-28] decides the ending of a name that is safe to save under', () => {
    expect(safeName('plan.pdf', 'application/pdf')).toBe('plan.pdf')
    expect(safeName('PHOTO.JPEG', 'image/jpeg')).toBe('PHOTO.JPEG')
    expect(safeName('run.bat', 'text/plain')).toBe('run.bat.txt')
    expect(safeName('../../.bashrc', 'text/plain')).toBe('_.._.bashrc.txt')
    expect(safeName('gpj.\u202eexe', 'image/png')).toBe('gpj.exe.png')
    expect(safeName('\u0000\u0007', 'text/plain')).toBe('file.txt')
  })
})
