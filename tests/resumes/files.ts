import { crc32, deflateRawSync, deflateSync } from 'node:zlib'

/** A PDF with these lines, so many pages of it. */
export function aPdf(lines: readonly string[], { pages = 1, filter = false } = {}): Uint8Array<ArrayBuffer> {
  const shown = lines
    .map((line, i) => `BT /F1 12 Tf 50 ${780 - i * 18} Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`)
    .join('\n')
  return pdfOf(Buffer.from(shown, 'latin1'), pages, filter)
}

/** A PDF with a form in which this was typed, a note upon its page, and nothing else to read. */
export function aFilledForm(value: string, note: string): Uint8Array<ArrayBuffer> {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] /DA (/Helv 12 Tf 0 g) >> >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R 5 0 R] >>',
    `<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (${value}) /Rect [50 700 300 720] /F 4 /P 3 0 R >>`,
    `<< /Type /Annot /Subtype /FreeText /Contents (${note}) /DA (/Helv 12 Tf 0 g) /Rect [50 600 300 620] /F 4 /P 3 0 R >>`,
  ]
  return withTable(
    objects.map((object) => Buffer.from(object)),
    '',
  )
}

/** A PDF whose page unpacks to so many bytes of nothing. */
export const aPdfBomb = (bytes: number): Uint8Array<ArrayBuffer> => pdfOf(Buffer.alloc(bytes, ' '), 1, true)

/** Most of what is packed here is one letter again and again, up to 160 MB of it. */
const quickly = { level: 1 }

function pdfOf(content: Buffer, pages: number, filter: boolean): Uint8Array<ArrayBuffer> {
  const data = filter ? deflateSync(content, quickly) : content
  const kids = Array.from({ length: pages }, (_, i) => `${5 + i} 0 R`).join(' ')
  const objects: Buffer[] = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`),
    Buffer.from('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'),
    Buffer.concat([
      Buffer.from(`<< /Length ${data.length}${filter ? ' /Filter /FlateDecode' : ''} >>\nstream\n`),
      data,
      Buffer.from('\nendstream'),
    ]),
    ...Array.from({ length: pages }, () =>
      Buffer.from(
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
      ),
    ),
  ]
  return withTable(objects, '')
}

/** A PDF that asks for a password: its dictionary says so, with a key that nobody has. */
export function anEncryptedPdf(): Uint8Array<ArrayBuffer> {
  const key = 'ab'.repeat(32)
  const objects = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']
  const encrypt = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${key}> /U <${key}> >> /ID [<${'cd'.repeat(16)}> <${'cd'.repeat(16)}>]`
  return withTable(
    objects.map((object) => Buffer.from(object)),
    encrypt,
  )
}

function withTable(objects: readonly Buffer[], more: string): Uint8Array<ArrayBuffer> {
  let file = Buffer.from('%PDF-1.4\n')
  const offsets: number[] = []
  objects.forEach((object, i) => {
    offsets.push(file.length)
    file = Buffer.concat([file, Buffer.from(`${i + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')])
  })
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${more} >>\nstartxref\n${file.length}\n%%EOF`
  return new Uint8Array(Buffer.concat([file, Buffer.from(end)]))
}

const contentTypes =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const relations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

/** A Word file with these paragraphs. `padding`: so many bytes of nothing beside them. */
export function aDocx(paragraphs: readonly string[], padding = 0): Uint8Array<ArrayBuffer> {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('')
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}${' '.repeat(padding)}</w:body></w:document>`
  return aZip({ '[Content_Types].xml': contentTypes, '_rels/.rels': relations, 'word/document.xml': document })
}

/** A Word file with lines within a paragraph, a page's head and foot, a note, a comment, and words that were struck out. */
export function aLaidOutDocx(): Uint8Array<ArrayBuffer> {
  const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
  const paragraph = (inner: string) => `<w:p><w:r>${inner}</w:r></w:p>`
  const text = (words: string) => `<w:t xml:space="preserve">${words}</w:t>`
  const part = (name: string, inner: string) => `<?xml version="1.0"?><w:${name} ${w}>${inner}</w:${name}>`
  const body = [
    paragraph(`${text('Welder')}<w:br/>${text('and cutter')}`),
    `<w:p><w:del w:id="1"><w:r><w:delText>Struck out</w:delText></w:r></w:del></w:p>`,
    `<w:tbl><w:tr><w:tc>${paragraph(text('Since'))}</w:tc><w:tc>${paragraph(text('May'))}</w:tc></w:tr></w:tbl>`,
    paragraph(`${text('Certified')}<w:footnoteReference w:id="2"/><w:commentReference w:id="0"/>`),
  ].join('')
  return aZip({
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations,
    'word/_rels/document.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="n" Type="${types}/footnotes" Target="footnotes.xml"/><Relationship Id="c" Type="${types}/comments" Target="comments.xml"/></Relationships>`,
    'word/document.xml': part('document', `<w:body>${body}</w:body>`),
    'word/footnotes.xml': part('footnotes', `<w:footnote w:id="2">${paragraph(text('By the guild'))}</w:footnote>`),
    'word/comments.xml': part('comments', `<w:comment w:id="0">${paragraph(text('Really?'))}</w:comment>`),
    'word/header1.xml': part('hdr', paragraph(text('R&amp;D &#x2014; Quirina'))),
    'word/header2.xml': part('hdr', paragraph(text('R&amp;D &#x2014; Quirina'))),
    'word/footer1.xml': part('ftr', paragraph(`${text('Page')}<w:tab/>${text('1')}`)),
  })
}

export function aZip(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const data = Buffer.from(text)
    const packed = deflateRawSync(data, quickly)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(crc32(data), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(data.length, 18)
    fields.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}
