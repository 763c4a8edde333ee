import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { type AnEmployer, aMember, anEmployer, aPosting, expectStatus } from '../builders.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { allRead, allSaved, anEditor, closeEditors, synced, textIn, type, updateFrame } from './editors.ts'

const largest = 200_000
let server: RunningServer
let employer: AnEmployer

beforeAll(async () => {
  server = await startServer({ env: { LIMIT_DOCUMENT_BYTES: String(largest), LIMIT_DOCUMENT_ENTRIES: '50' } })
  employer = await anEmployer(server)
})
afterEach(closeEditors)
afterAll(() => server.stop())

const aDocument = async (): Promise<string> => `posting:${(await aPosting(employer)).id}`

/** The code with which a connection ends that sends this. */
async function codeAfter(id: string, data: Uint8Array | string): Promise<number> {
  const headers = { cookie: employer.owner.cookie, origin: server.url }
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/coedit/${id}`, { headers })
  socket.on('open', () => socket.send(data))
  return new Promise((resolve) => socket.on('close', resolve))
}

/** A thousand elements within each other: nothing that reads or removes them gets through many more. */
function tooDeep(): Uint8Array {
  const doc = new Y.Doc()
  let at: Y.XmlFragment = doc.getXmlFragment('default')
  doc.transact(() => {
    for (let level = 0; level < 1000; level++) {
      const element = new Y.XmlElement('blockquote')
      at.insert(0, [element])
      at = element
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

describe('what a page may send', () => {
  it('[COED-25] what cannot be read ends that connection alone', async () => {
    const id = await aDocument()
    const [editor, other] = [anEditor(employer.owner, id), anEditor(employer.owner, id)]
    await synced(editor, other)
    for (const data of [
      Uint8Array.of(),
      Uint8Array.of(9, 9, 9),
      Uint8Array.of(0, 2, 200, 1),
      Uint8Array.of(0, 2, 3, 1, 2, 3),
      Uint8Array.of(0, 0, 1, 9),
      Uint8Array.of(1, 3, 1, 2, 3),
      'text',
      updateFrame(tooDeep()),
    ]) {
      expect(await codeAfter(id, data), String(data)).toBe(4400)
    }
    type(editor, 'still here')
    await allRead([editor, other], 'still here')
    expect([editor.codes, other.codes]).toEqual([[], []])
  })

  it('[COED-25] a frame or a document over the limit ends that connection with 4413', async () => {
    const id = await aDocument()
    expect(await codeAfter(id, new Uint8Array(2 * largest))).toBe(4413)
    const [writer, reader] = [anEditor(employer.owner, id), anEditor(employer.owner, id)]
    await synced(writer, reader)
    for (let n = 0; n < 6 && !writer.closed; n++) {
      type(writer, 'x'.repeat(largest / 4))
      await eventually(() => writer.closed ?? writer.sent === writer.saved)
    }
    expect(writer.closed?.code).toBe(4413)
    expect(textIn(reader).length).toBeLessThanOrEqual(largest)
    expect(reader.codes).toEqual([])
  })
})

describe('tickets', () => {
  it('[COED-26] one opens a document from any origin, again after a cut, and ends with the session', async () => {
    const id = await aDocument()
    const member = await aMember(employer, 'recruiter')
    const answer = await member.post<{ ticket: string }>('/api/tickets')
    expectStatus(answer, 201)
    const params = { ticket: answer.body.ticket }
    const headers = { cookie: '', origin: 'https://elsewhere.example' }
    const editor = anEditor(member, id, { params, headers })
    await synced(editor)
    editor.provider.disconnect()
    editor.provider.connect()
    await synced(editor)
    expectStatus(await member.post('/api/auth/logout'), 204)
    await eventually(() => editor.closed)
    const late = anEditor(member, id, { params, headers })
    const unknown = anEditor(member, id, { params: { ticket: 'made-up' }, headers })
    await eventually(() => late.closed && unknown.closed)
    expect([editor, late, unknown].map(({ closed }) => closed?.code)).toEqual([4401, 4401, 4401])
  })
})

describe('memory', () => {
  it('[COED-27] a document goes from memory when nobody has it open, and comes back whole', async () => {
    const id = await aDocument()
    const loaded = async () => {
      const { body } = await employer.owner.get<string>('/metrics')
      return Number(/^clearview_documents_open (\d+)$/m.exec(body)?.[1])
    }
    const editor = anEditor(employer.owner, id)
    await synced(editor)
    for (let n = 0; n < 100; n++) {
      type(editor, `w${n} `)
      if (n % 5 === 0) await allSaved(editor)
    }
    await allSaved(editor)
    const text = textIn(editor)
    expect(await loaded()).toBeGreaterThan(0)
    closeEditors()
    await eventually(async () => (await loaded()) === 0, 60_000)
    await allRead([anEditor(employer.owner, id)], text)
  })
})

describe('a server that stops', () => {
  it('[COED-31] keeps what it was sent, and sends the pages away so that they come back', async () => {
    const own = await startServer()
    const { owner, ...rest } = await anEmployer(own)
    const id = `posting:${(await aPosting({ owner, ...rest })).id}`
    const pages = [anEditor(owner, id), anEditor(owner, id)]
    await synced(...pages)
    const [writer] = pages
    if (!writer) throw new Error('There is a page')
    type(writer, 'written before ')
    await allSaved(writer)
    for (const word of ['the ', 'end ']) type(writer, word, textIn(writer).length)
    await own.stop({ keepData: true })
    await eventually(() => pages.every(({ codes }) => codes.length > 0))
    expect(pages.map(({ codes, closed }) => [codes[0], closed])).toEqual([
      [1012, null],
      [1012, null],
    ])
    const port = Number(new URL(own.url).port)
    const again = await startServer({ dataDir: own.dataDir, port })
    try {
      await synced(...pages)
      await allRead(pages, 'written before the end ')
      closeEditors()
      await allRead([anEditor(owner, id)], 'written before the end ')
    } finally {
      await again.stop()
    }
  })
})
