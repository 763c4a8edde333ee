import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Entry, journalRows, type Stream } from '../../server/journal/entry.ts'
import { newId } from '../../server/store/ids.ts'
import { openStore, type Store } from '../../server/store/mongo.ts'
import { type AnEmployer, anEmployer, aPosting } from '../builders.ts'
import { randomOf } from '../random.ts'
import { eventually, type RunningServer, startServer } from '../server.ts'
import { anEditor, closeEditor, closeEditors, synced } from './editors.ts'

const edits = process.env['SOAK'] === undefined ? 20_000 : 100_000
/** Edits in one entry of the journal: so many of a quick typist's, and of several, become durable together. */
const together = 10

let server: RunningServer
let store: Store
let employer: AnEmployer

let text: string
let updates: Uint8Array[]

beforeAll(async () => {
  // Before there are connections that would not be looked after meanwhile.
  ;({ text, updates } = history())
  server = await startServer()
  employer = await anEmployer(server)
  store = await openStore({ DATA_DIR: server.dataDir, MONGODB_URI: process.env['MONGODB_URI'] })
})
afterEach(closeEditors)
afterAll(async () => {
  await store.close()
  await server.stop()
})

/** Letters typed and removed here and there by two people, as the updates that their pages send. */
function history(): { text: string; updates: Uint8Array[] } {
  const random = randomOf(5)
  const people = Array.from({ length: 2 }, () => new Y.Doc())
  const updates: Uint8Array[] = []
  let batch: Uint8Array[] = []
  for (const doc of people) {
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'others') batch.push(update)
    })
  }
  for (let n = 0; n < edits; n++) {
    const doc = people[Math.floor(n / 50) % people.length]
    const text = doc?.getText('history')
    if (!text) throw new Error('There is somebody')
    const at = Math.floor(random() * (text.length + 1))
    if (n % 5 === 4 && at < text.length) text.delete(at, 1)
    else text.insert(at, 'abcdefghij'.charAt(n % 10))
    if ((n + 1) % together > 0 && n + 1 < edits) continue
    const update = Y.mergeUpdates(batch)
    batch = []
    updates.push(update)
    for (const other of people) if (other !== doc) Y.applyUpdate(other, update, 'others')
  }
  return { text: people[0]?.getText('history').toJSON() ?? '', updates }
}

/** Puts the updates into a lane of a process that is gone. */
async function write(documentId: string, updates: readonly Uint8Array[]): Promise<void> {
  const stream: Stream = `doc:${documentId}:${newId()}`
  const actor = { kind: 'user', id: employer.owner.userId } as const
  const rows = updates.map((update, index): Entry => {
    const seq = index + 1
    return {
      stream,
      seq,
      key: String(seq),
      type: 'update',
      data: { update: Buffer.from(update) },
      actor,
      at: new Date(),
    }
  })
  for (let i = 0; i < rows.length; i += 1000) await journalRows(store).insertMany(rows.slice(i, i + 1000))
}

/** Opens the document on a new page. Answers how long until it was there, in milliseconds, and what it says. */
async function join(documentId: string): Promise<{ milliseconds: number; text: string }> {
  const start = performance.now()
  const editor = anEditor(employer.owner, documentId)
  await new Promise<void>((resolve) => editor.provider.once('sync', () => resolve()))
  const milliseconds = performance.now() - start
  const text = editor.doc.getText('history').toJSON()
  closeEditor(editor)
  return { milliseconds, text }
}

const openDocuments = async (): Promise<number> => {
  const { body } = await employer.owner.get<string>('/metrics')
  return Number(/^clearview_documents_open (\d+)$/m.exec(body)?.[1])
}

describe('a document with a long history', () => {
  it(`[COED-27] of ${edits} edits, cold, opens in at most three times the time it takes while it is open`, async () => {
    const ids: string[] = []
    for (let n = 0; n < 6; n++) {
      const id = `posting:${(await aPosting(employer)).id}`
      await write(id, updates)
      ids.push(id)
    }
    // The first page to open it finds all of the entries, and a snapshot is made of them.
    const first = ids.map((id) => anEditor(employer.owner, id))
    await synced(...first)
    await eventually(async () => (await journalRows(store).countDocuments({ type: 'update' })) === 0, 60_000)
    closeEditors()
    await eventually(async () => (await openDocuments()) === 0, 60_000)
    const [cold, warm]: [number[], number[]] = [[], []]
    for (const id of ids) {
      const opened = [await join(id), await join(id), await join(id), await join(id)]
      for (const seen of opened) expect(seen.text).toBe(text)
      const [first = 0, ...later] = opened.map(({ milliseconds }) => milliseconds)
      cold.push(first)
      warm.push(...later)
    }
    // The least of each: what else the machine does only ever makes one longer.
    const [coldest, warmest] = [Math.min(...cold), Math.min(...warm)]
    expect(coldest / warmest, `${coldest} ms cold, ${warmest} ms warm`).toBeLessThanOrEqual(3)
  })
})
