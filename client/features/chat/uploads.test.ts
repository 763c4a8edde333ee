import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Attachment, mostAttachments } from '#protocol/chat'
import { AttachmentId } from '#protocol/ids'
import { NetworkError } from '../../rest/call-error.ts'
import { forgetFiles } from './forget-files.ts'
import { type KeptFile, keptFiles } from './kept-files.ts'
import { Uploads } from './uploads.ts'

/** Stores each key once, when it is told to. */
class FakeServer {
  readonly stored = new Map<string, Attachment>()
  readonly asked: { key: string; answer: () => void; breakOff: () => void }[] = []

  send = ({ key, file }: KeptFile) => {
    let cancelled = false
    const done = new Promise<Attachment>((resolve, reject) => {
      const answer = () => {
        const id = AttachmentId.parse(`up ${key}`)
        const attachment = this.stored.get(key) ?? { id, name: file.name, contentType: 'text/plain', size: file.size }
        this.stored.set(key, attachment)
        if (!cancelled) resolve(attachment)
      }
      this.asked.push({ key, answer, breakOff: () => !cancelled && reject(new NetworkError()) })
    })
    return {
      done,
      cancel: () => {
        cancelled = true
      },
    }
  }
}

let places = 0
let keys = 0
const aPlace = () => keptFiles('ana', `place ${++places}`)
/** Waits for a state; under load everything here takes its time. */
const becomes = <T>(ask: () => T | Promise<T>, state: T) =>
  vi.waitFor(async () => expect(await ask()).toEqual(state), { timeout: 5000, interval: 5 })
const notes = (name = 'notes.txt') => new File(['Three remarks.'], name)

/** One page after another, over the same browser storage. */
function aPage(server: FakeServer, files = aPlace(), turns = new Set<string>()) {
  const got: Attachment[] = []
  const waiting: (() => void)[] = []
  const uploads = new Uploads({
    files,
    send: server.send,
    newKey: () => `key ${++keys}`,
    inTurn: (key, run) => {
      const begin = () => {
        turns.add(key)
        run()
      }
      if (turns.has(key)) waiting.push(begin)
      else begin()
      return () => turns.delete(key)
    },
    onUploaded: (attachment) => got.push(attachment),
  })
  const stop = uploads.start()
  const states = () => uploads.view.get().map(({ state }) => state.type)
  const names = async () => (await files.all()).map(({ file }) => file.name)
  return { uploads, got, stop, states, names, files, turns, waiting }
}

beforeEach(forgetFiles)

describe('files on their way up', () => {
  it('[CHATUI-26] go on after a reload under the same key, and are stored once', async () => {
    const server = new FakeServer()
    const first = aPage(server)
    first.uploads.add([notes()], mostAttachments)
    await becomes(first.names, ['notes.txt'])
    // The page is gone before it hears that the server has the file.
    first.stop()
    server.asked[0]?.answer()

    const second = aPage(server, first.files)
    await becomes(second.states, ['uploading'])
    server.asked[1]?.answer()
    await becomes(second.states, ['up'])
    expect(await first.names()).toEqual(['notes.txt'])
    second.uploads.settled(second.got)
    await becomes(first.names, [])
    expect([server.stored.size, first.got.length, second.got.length, second.states()]).toEqual([1, 0, 1, []])
  })

  it('[CHATUI-26] are in the hands of one tab; another goes on only if that one did not finish', async () => {
    const server = new FakeServer()
    const one = aPage(server)
    one.uploads.add([notes('a.txt'), notes('b.txt')], mostAttachments)
    await becomes(async () => (await one.names()).sort(), ['a.txt', 'b.txt'])
    const two = aPage(server, one.files, one.turns)
    await becomes(() => two.waiting.length, 2)
    server.asked[0]?.answer()
    await becomes(() => one.got.length, 1)
    one.uploads.settled(one.got)
    await becomes(one.names, ['b.txt'])
    one.stop()
    expect([two.states(), server.asked.length]).toEqual([[], 2])
    for (const begin of two.waiting.splice(0)) begin()
    await becomes(() => two.uploads.view.get().map(({ file }) => file.name), ['b.txt'])
    expect(server.asked.length).toBe(3)
  })

  it('[CHATUI-26] are forgotten when discarded, and all of them at signing out', async () => {
    const server = new FakeServer()
    const page = aPage(server)
    page.uploads.add([notes('a.txt'), notes('b.txt')], mostAttachments)
    page.uploads.cancel(server.asked[0]?.key ?? '')
    await becomes(page.names, ['b.txt'])
    page.stop()
    await forgetFiles()
    expect(await page.names()).toEqual([])
  })

  it('wait without a connection and go on when there is one', async () => {
    const server = new FakeServer()
    const page = aPage(server)
    page.uploads.add([notes()], mostAttachments)
    server.asked[0]?.breakOff()
    await becomes(page.states, ['waiting'])
    page.uploads.retry()
    server.asked[1]?.answer()
    await becomes(page.states, ['up'])
    expect(server.asked[1]?.key).toBe(server.asked[0]?.key)
  })

  it('are kept up to a bound, and not for ever; what is not kept says so', async () => {
    let now = 0
    const big = (name: string) => new File([new Uint8Array(10 * 1024 * 1024)], name)
    const files = keptFiles('ana', 'bound', () => now)
    const keeps: boolean[] = []
    for (let n = 1; n <= 6; n++) keeps.push(await files.keep({ key: `big ${n}`, file: big(`${n}`) }))
    expect(keeps).toEqual([true, true, true, true, true, false])
    const page = aPage(
      new FakeServer(),
      keptFiles('ana', 'elsewhere', () => now),
    )
    page.uploads.add([notes('one more')], mostAttachments)
    await becomes(() => page.uploads.view.get().map(({ isKept }) => isKept), [false])
    now = 8 * 24 * 3600 * 1000
    expect(await files.all()).toEqual([])
    expect(await files.keep({ key: 'late', file: notes() })).toBe(true)
    expect((await files.all()).map(({ key }) => key)).toEqual(['late'])
  })
})
