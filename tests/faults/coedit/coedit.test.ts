import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AnEmployer, anEmployer } from '../../builders.ts'
import { randomOf } from '../../random.ts'
import { allRead, anEditor, closeEditor, closeEditors, synced, textIn, type } from '../../realtime/editors.ts'
import { eventually, type RunningServer, removeData, startServer } from '../../server.ts'
import { storePidOf } from '../load.ts'
import { aDocument, agreement, at, freshText, startTyping, wordsIn, wrongIn } from './typist.ts'

const isSoak = process.env['SOAK'] !== undefined
const seed = Number(process.env['SEED'] ?? 17)
// A snapshot every few entries: what is rare in use happens all the time here.
const env = { LIMIT_DOCUMENT_ENTRIES: '40' }

let server: RunningServer
let others: RunningServer[]
let employer: AnEmployer

beforeEach(async () => {
  server = await startServer({ env })
  others = []
  employer = await anEmployer(server)
})
afterEach(async () => {
  closeEditors()
  for (const one of [server, ...others]) await one.kill()
  await removeData(server.dataDir)
})

const anotherServer = async (): Promise<RunningServer> => {
  const other = await startServer({ dataDir: server.dataDir, env })
  others.push(other)
  return other
}

describe('the server killed while somebody types', () => {
  it.each([50, 400])(
    `[COED-16] at %i words a second nothing is lost that somebody else has seen (seed ${seed})`,
    {
      timeout: 600_000,
    },
    async (perSecond) => {
      const random = randomOf(seed + perSecond)
      const { id } = await aDocument(employer)
      const seen = new Set<string>()
      for (let trial = 0; trial < (isSoak ? 20 : 2); trial++) {
        const owner = at(server, employer.owner)
        const [writer, reader] = [anEditor(owner, id), anEditor(owner, id)]
        await synced(writer, reader)
        const typist = startTyping(writer, `t${trial}x`, perSecond)
        const before = wordsIn(textIn(reader)).size
        await eventually(() => wordsIn(textIn(reader)).size > before + 20 + random() * 30)
        await server.kill()
        for (const word of wordsIn(textIn(reader))) seen.add(word)
        typist.stop()
        // Both pages are gone, too: what they have does not come back from them.
        for (const editor of [writer, reader]) closeEditor(editor)
        server = await startServer({ dataDir: server.dataDir, env })
        expect(wrongIn(await freshText(at(server, employer.owner), id), seen), `trial ${trial}`).toEqual([])
      }
      expect(seen.size).toBeGreaterThan(isSoak ? 400 : 40)
    },
  )
})

describe('several processes on one store', () => {
  it('[COED-17] one that is stopped, its document compacted by another, wakes up and loses nothing', async () => {
    const { id } = await aDocument(employer)
    const other = await anotherServer()
    const [a, b] = [anEditor(employer.owner, id), anEditor(at(other, employer.owner), id)]
    await synced(a, b)
    for (let round = 0; round < (isSoak ? 10 : 2); round++) {
      const typing = startTyping(a, `a${round}x`, 100)
      await eventually(() => typing.written > 30)
      process.kill(server.pid, 'SIGSTOP')
      // What is typed now waits in the connection of a process that does nothing.
      const meanwhile = startTyping(b, `b${round}x`, 200)
      await eventually(() => meanwhile.written > 300, 20_000)
      typing.stop()
      meanwhile.stop()
      process.kill(server.pid, 'SIGCONT')
      const text = await agreement([a, b])
      const expected = [
        ...Array.from({ length: typing.written }, (_, n) => `a${round}x${n}`),
        ...Array.from({ length: meanwhile.written }, (_, n) => `b${round}x${n}`),
      ]
      expect(wrongIn(text, expected)).toEqual([])
      expect(wrongIn(await freshText(at(await anotherServer(), employer.owner), id), expected)).toEqual([])
    }
  })

  it('[COED-18] over three processes, cut connections and snapshots all copies are equal', async () => {
    const { id } = await aDocument(employer)
    const nodes = [server, await anotherServer(), await anotherServer()]
    const random = randomOf(seed)
    const editors = nodes.flatMap((node) => [
      anEditor(at(node, employer.owner), id),
      anEditor(at(node, employer.owner), id),
    ])
    await synced(...editors)
    const typists = editors.map((editor, i) => startTyping(editor, `e${i}x`, 15))
    const cuts = setInterval(() => {
      const editor = editors[Math.floor(random() * editors.length)]
      if (random() < 0.5) editor?.provider.disconnect()
      for (const { provider } of editors) if (random() < 0.3) provider.connect()
    }, 150)
    await eventually(() => typists.every(({ written }) => written > (isSoak ? 500 : 60)), 60_000)
    clearInterval(cuts)
    for (const typist of typists) typist.stop()
    for (const { provider } of editors) provider.connect()
    const text = await agreement(editors)
    const expected = typists.flatMap(({ written }, i) => Array.from({ length: written }, (_, n) => `e${i}x${n}`))
    expect(wrongIn(text, expected)).toEqual([])
    expect(await freshText(at(await anotherServer(), employer.owner), id)).toBe(text)
  })

  it('[COED-18] what is written on one node is on the screens of another within two seconds', async () => {
    const { id } = await aDocument(employer)
    const other = await anotherServer()
    const [a, b] = [anEditor(employer.owner, id), anEditor(at(other, employer.owner), id)]
    await synced(a, b)
    const taken: number[] = []
    for (let n = 0; n < 5; n++) {
      const text = textIn(a)
      type(a, `word${n} `)
      const start = performance.now()
      await allRead([b], `${text}word${n} `)
      taken.push(performance.now() - start)
    }
    expect([...taken].sort((x, y) => x - y)[2]).toBeLessThan(2000)
  })
})

// A replica set is not ours to stop.
const whenEmbedded = process.env['MONGODB_URI'] ? () => undefined : describe
whenEmbedded('a store that stalls', () => {
  it('[COED-19] ends the connections so that they come back, shows nothing that it does not hold, and loses nothing', {
    timeout: 120_000,
  }, async () => {
    const { id } = await aDocument(employer)
    const [writer, reader] = [anEditor(employer.owner, id), anEditor(employer.owner, id)]
    await synced(writer, reader)
    type(writer, 'before ')
    await allRead([writer, reader], 'before ')
    const pid = storePidOf(server.dataDir)
    if (pid === null) throw new Error('The store has no process')
    process.kill(pid, 'SIGSTOP')
    type(writer, 'during ')
    await eventually(() => writer.codes.includes(4503) && reader.codes.includes(4503), 15_000)
    expect(textIn(reader)).toBe('before ')
    process.kill(pid, 'SIGCONT')
    await allRead([writer, reader], 'before during ')
    expect(await agreement([writer, reader])).toBe('before during ')
    expect([writer.closed, reader.closed]).toEqual([null, null])
  })
})
