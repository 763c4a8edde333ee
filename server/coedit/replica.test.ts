import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openTestStore, type TestStore } from '../../tests/open-store.ts'
import { randomOf } from '../../tests/random.ts'
import { AppError } from '../app-error.ts'
import { createMemoryBus } from '../journal/bus.memory.ts'
import { journalPlan, journalRows } from '../journal/entry.ts'
import { createJournal, type SharedJournal } from '../journal/journal.ts'
import { newId } from '../store/ids.ts'
import { ensureIndexes, type Store } from '../store/mongo.ts'
import { compact } from './compact.ts'
import { createKinds } from './kinds.ts'
import { docOf, type Loaded, type LoadParts, load } from './load.ts'
import { Replica } from './replica.ts'
import { coeditPlans, headRows, laneOf } from './repository.ts'
import { encodeState } from './updates.ts'
import { createGroupWriter } from './writer.ts'

const log = pino({ level: 'silent' })
let store: TestStore
const nodes: Node[] = []

/** What one process has. */
interface Node {
  readonly parts: LoadParts
  readonly journal: SharedJournal
  open(documentId: string): Promise<Replica<null>>
  of(documentId: string, loaded: Loaded, failed?: (error: unknown) => void): Replica<null>
}

function aNode({ client, db }: Store): Node {
  const journal = createJournal({ client, db, log, bus: createMemoryBus(), onOutbox: () => undefined })
  const parts = { scope: () => ({ db, now: new Date() }), kinds: createKinds([]), log }
  const writer = createGroupWriter({ db, announce: journal.announce })
  const nothing = () => undefined
  const of: Node['of'] = (id, loaded, failed = nothing) =>
    new Replica({ ...parts, journal, writer }, id, loaded, {
      stored: nothing,
      heard: nothing,
      refused: nothing,
      failed,
    })
  return { parts, journal, of, open: async (id) => of(id, await load(parts, id)) }
}

beforeAll(async () => {
  store = await openTestStore()
  await ensureIndexes(store.db, [journalPlan, ...coeditPlans])
  nodes.push(aNode(store), aNode(await store.another()), aNode(await store.another()))
})
afterAll(async () => {
  for (const { journal } of nodes) journal.close()
  await store.close()
})

const node = (n: number): Node => {
  const found = nodes[n % nodes.length]
  if (!found) throw new Error('There is no node')
  return found
}

/** The document as this node would open it now. */
async function freshOf({ parts }: Node, id: string): Promise<Y.Doc> {
  const { state, doc } = await load(parts, id)
  return doc ?? docOf(state ? [state] : [])
}

/** A page: edits of its own, sent as a client would, or kept while it is away. */
class Page {
  readonly doc = new Y.Doc()
  readonly #unsent: Uint8Array[] = []

  constructor() {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'server') this.#unsent.push(update)
    })
  }

  edit(random: () => number, word: string): void {
    const text = this.doc.getText('t')
    const at = Math.floor(random() * (text.length + 1))
    if (random() < 0.25 && text.length > 4) text.delete(Math.min(at, text.length - 2), 2)
    else text.insert(at, word)
  }

  /** What the server has comes here, and what was written here goes there. */
  meet(replica: Replica<null>): void {
    for (const update of this.#unsent.splice(0)) replica.push({ update, by: 'somebody', source: null })
    Y.applyUpdate(this.doc, encodeState(replica.doc, Y.encodeStateVector(this.doc)), 'server')
  }
}

const stateOf = (doc: Y.Doc): string => JSON.stringify(doc.getText('t').toDelta())

describe('copies of a document on several nodes', () => {
  it.each([1, 2, 3, 4])(
    '[COED-20] edits, absences and snapshots in any order: all copies equal a fresh load (seed %i)',
    {
      timeout: 60_000,
    },
    async (seed) => {
      const random = randomOf(seed)
      const id = `posting:${newId()}`
      const replicas = await Promise.all([0, 1, 2].map((n) => node(n).open(id)))
      const pages = replicas.map(() => new Page())
      for (let step = 0; step < 120; step++) {
        const n = Math.floor(random() * replicas.length)
        const [replica, page] = [replicas[n], pages[n]]
        if (!replica || !page) throw new Error('There is no such page')
        const dice = random()
        page.edit(random, `${n}.${step} `)
        if (dice < 0.6) page.meet(replica)
        else if (dice < 0.7) await replica.settled(() => undefined)
        else if (dice < 0.85) await compact(node(n).parts, replica)
        else if (dice < 0.95) {
          // The page closes, the document goes from memory, and comes back from the store.
          page.meet(replica)
          await replica.settled(() => undefined)
          await replica.closeLane()
          replica.close()
          replicas[n] = await node(n).open(id)
        } else await replica.hearAll()
      }
      for (const [n, replica] of replicas.entries()) pages[n]?.meet(replica)
      for (const replica of replicas) await replica.settled(() => undefined)
      for (const replica of replicas) await replica.hearAll()
      for (const [n, replica] of replicas.entries()) pages[n]?.meet(replica)
      const fresh = await freshOf(node(0), id)
      const texts = [...replicas.map(({ doc }) => stateOf(doc)), ...pages.map(({ doc }) => stateOf(doc))]
      expect(new Set(texts)).toEqual(new Set([stateOf(fresh)]))
      for (const replica of replicas) replica.close()
    },
  )

  it('[COED-21] a snapshot takes the place of what it covers, and of nothing else', async () => {
    const id = `posting:${newId()}`
    const [a, b] = [await node(0).open(id), await node(1).open(id)]
    const [one, two] = [new Page(), new Page()]
    one.doc.getText('t').insert(0, 'one ')
    one.meet(a)
    await a.settled(() => undefined)
    // Durable, and not known to `a` yet.
    two.doc.getText('t').insert(0, 'two ')
    two.meet(b)
    await b.settled(() => undefined)
    expect(await compact(node(0).parts, a)).toBe(true)
    expect(await journalRows(store).countDocuments({ stream: laneOf(id, a.lane) })).toBe(0)
    const fresh = await freshOf(node(2), id)
    expect(fresh.getText('t').length).toBe(8)
    for (const replica of [a, b]) replica.close()
  })

  it('[COED-21] a snapshot that comes too late changes nothing', async () => {
    const id = `posting:${newId()}`
    const a = await node(0).open(id)
    const page = new Page()
    page.doc.getText('t').insert(0, 'first ')
    page.meet(a)
    await a.settled(() => undefined)
    // Whoever is stopped right before it puts its snapshot in place finds that another is there.
    const { catchUp } = a
    a.catchUp = async () => {
      await catchUp.call(a)
      await headRows(store).updateOne({ _id: id }, { $set: { generation: 7, lease: null } })
    }
    expect(await compact(node(0).parts, a)).toBe(false)
    const head = await headRows(store).findOne({ _id: id })
    expect([head?.generation, head?.snapshotId]).toEqual([7, null])
    expect((await freshOf(node(1), id)).getText('t').toJSON()).toBe('first ')
    a.close()
  })

  it('[COED-21] one that is finished late leaves the newer one in place', async () => {
    const id = `posting:${newId()}`
    const [a, b] = [await node(0).open(id), await node(1).open(id)]
    const page = new Page()
    page.doc.getText('t').insert(0, 'first ')
    page.meet(a)
    await a.settled(() => undefined)
    const { announceSnapshot } = a
    a.announceSnapshot = async (generation) => {
      await announceSnapshot(generation)
      // Whoever hears of it writes on, and makes the next one before the first has tidied up.
      await b.hearAll()
      page.doc.getText('t').insert(0, 'second ')
      page.meet(b)
      await b.settled(() => undefined)
      expect(await compact(node(1).parts, b)).toBe(true)
    }
    expect(await compact(node(0).parts, a)).toBe(true)
    expect((await freshOf(node(2), id)).getText('t').toJSON()).toBe('second first ')
    for (const replica of [a, b]) replica.close()
  })

  it('[COED-22] who was taken for gone goes on in another lane, and nothing of theirs is missing', async () => {
    const id = `posting:${newId()}`
    const [a, b] = [await node(0).open(id), await node(1).open(id)]
    const page = new Page()
    page.doc.getText('t').insert(0, 'alive ')
    page.meet(a)
    await a.settled(() => undefined)
    const before = a.lane
    await b.announceClosed(before, 0)
    await a.hearAll()
    expect(a.lane).not.toBe(before)
    page.doc.getText('t').insert(0, 'still ')
    page.meet(a)
    await a.settled(() => undefined)
    await b.hearAll()
    expect(b.doc.getText('t').toJSON()).toBe('still alive ')
    for (const replica of [a, b]) replica.close()
  })

  it('[COED-23] what builds on changes that did not arrive is shown to nobody, and is not compacted away', async () => {
    const id = `posting:${newId()}`
    const a = await node(0).open(id)
    const page = new Page()
    const updates: Uint8Array[] = []
    page.doc.on('update', (update: Uint8Array) => updates.push(update))
    page.doc.getText('t').insert(0, 'one ')
    page.doc.getText('t').insert(4, 'two ')
    const [first, second] = updates
    if (!first || !second) throw new Error('There are two updates')
    a.push({ update: second, by: 'somebody', source: null })
    await a.settled(() => undefined)
    expect(Y.decodeUpdate(encodeState(a.doc)).structs).toEqual([])
    expect(await compact(node(0).parts, a)).toBe(false)
    a.push({ update: first, by: 'somebody', source: null })
    await a.settled(() => undefined)
    expect((await freshOf(node(1), id)).getText('t').toJSON()).toBe('one two ')
    a.close()
  })

  it('[COED-32] a snapshot is given out as it is stored until the document is needed; an unreadable one fails its copy alone', async () => {
    const id = `posting:${newId()}`
    const a = await node(0).open(id)
    const page = new Page()
    page.doc.getText('t').insert(0, 'one ')
    page.meet(a)
    await a.settled(() => undefined)
    await a.closeLane()
    await a.hearAll()
    expect(await compact(node(0).parts, a)).toBe(true)
    a.close()
    const b = await node(1).open(id)
    const asStored = b.asStored ?? Uint8Array.of()
    expect(docOf([asStored]).getText('t').toJSON()).toBe('one ')
    expect(b.doc.getText('t').toJSON()).toBe('one ')
    expect(b.asStored).toBeNull()
    b.close()
    const { parts } = node(2)
    const failures: unknown[] = []
    const broken: Loaded = { ...(await load(parts, id)), state: asStored.subarray(0, asStored.length / 2) }
    const c = node(2).of(id, broken, (error) => failures.push(error))
    c.push({ update: Y.encodeStateAsUpdate(page.doc), by: 'somebody', source: null })
    await expect(c.settled(() => undefined)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(failures).toHaveLength(1)
    expect(c.make()).toBe(false)
    expect(() => c.doc).toThrow(AppError)
  })
})
