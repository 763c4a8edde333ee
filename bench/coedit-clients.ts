import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { answerMessages } from './processes.ts'

// The stock client listens for the end of the process, once for each page.
process.setMaxListeners(0)

/** People with the stock client, in a process of their own: they type, and note when a letter is on another's screen. */
interface Page {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
}

interface Place {
  readonly url: string
  readonly cookie: string
}

interface Run {
  readonly perSecond: number
  readonly seconds: number
}

function open({ url, cookie }: Place, name: string): Page {
  class Socket extends WebSocket {
    constructor(address: string, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie }, perMessageDeflate: false })
    }
  }
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/coedit`, name, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  return { doc, provider }
}

const isSynced = (page: Page): Promise<void> =>
  page.provider.synced ? Promise.resolve() : new Promise((resolve) => page.provider.once('sync', () => resolve()))

function close({ doc, provider }: Page): void {
  provider.destroy()
  doc.destroy()
}

/** Of the run that is on: the people of each room. */
let pages: Page[][] = []

async function enter(place: Place, { rooms, people }: { rooms: readonly string[]; people: number }) {
  pages = rooms.map((name) => Array.from({ length: people }, () => open(place, name)))
  await Promise.all(pages.flat().map(isSynced))
  return {}
}

/** Each edit is a word of its own, so that those that arrive can be counted on every other page. */
async function run({ perSecond, seconds }: Run) {
  const delays: number[] = []
  const sentAt = new Map<string, number>()
  for (const [r, room] of pages.entries()) {
    for (const page of room) {
      page.doc.getText('t').observe((event, transaction) => {
        if (transaction.local) return
        for (const { insert } of event.changes.delta) {
          for (const word of String(insert ?? '').match(/<[^>]+>/g) ?? []) {
            delays.push(performance.now() - (sentAt.get(`${r}${word}`) ?? Number.NaN))
          }
        }
      })
    }
  }
  let edits = 0
  const edit = (r: number, p: number, page: Page) => {
    const word = `<${p}.${edits++}>`
    sentAt.set(`${r}${word}`, performance.now())
    page.doc.getText('t').insert(page.doc.getText('t').length, word)
  }
  // Everybody by a clock of their own. Intervals count from when they last ran: after any delay all that were due go on in
  // step, for good, and people who type in the same millisecond are nobody's.
  const period = 1000 / perSecond
  const timers = new Map<Page, NodeJS.Timeout>()
  for (const [r, room] of pages.entries()) {
    for (const [p, page] of room.entries()) {
      let due = performance.now() + Math.random() * period
      const wait = () => timers.set(page, setTimeout(type, due - performance.now()))
      const type = () => {
        edit(r, p, page)
        due += period
        wait()
      }
      wait()
    }
  }
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  for (const timer of timers.values()) clearTimeout(timer)
  const expected = edits * ((pages[0]?.length ?? 1) - 1)
  for (let tries = 0; tries < 400 && delays.length < expected; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  delays.sort((a, b) => a - b)
  return { edits, delivered: delays.length, missing: expected - delays.length, p50: delays[delays.length >> 1] ?? 0 }
}

/** Writes so many edits, each a frame of its own, and waits until another page has them. */
async function fill(place: Place, name: string, count: number) {
  const [writer, reader] = [open(place, name), open(place, name)]
  await Promise.all([isSynced(writer), isSynced(reader)])
  const text = writer.doc.getText('t')
  for (let n = 0; n < count; n++) {
    text.insert(Math.floor(Math.random() * (text.length + 1)), 'abcdefgh'.charAt(n % 8))
    if (n % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 4))
  }
  while (reader.doc.getText('t').length < count) await new Promise((resolve) => setTimeout(resolve, 25))
  close(writer)
  close(reader)
  return {}
}

async function join(place: Place, name: string) {
  const start = performance.now()
  const page = open(place, name)
  await isSynced(page)
  const milliseconds = performance.now() - start
  close(page)
  return { milliseconds }
}

function leave() {
  for (const page of pages.flat()) close(page)
  pages = []
  return {}
}

interface Asked {
  readonly place: Place
  readonly enter?: { readonly rooms: readonly string[]; readonly people: number }
  readonly run?: Run
  readonly leave?: true
  readonly fill?: { readonly name: string; readonly count: number }
  readonly join?: string
}

answerMessages({}, async (message) => {
  const asked = message as Asked
  if (asked.enter) return enter(asked.place, asked.enter)
  if (asked.run) return run(asked.run)
  if (asked.leave) return leave()
  if (asked.fill) return fill(asked.place, asked.fill.name, asked.fill.count)
  return join(asked.place, asked.join ?? '')
})
