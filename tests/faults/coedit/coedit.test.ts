import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type AnEmployer, anEmployer, type Caller } from '../../builders.ts'
import { randomOf } from '../../random.ts'
import { allRead, anEditor, closeEditor, closeEditors, synced, textIn, type } from '../../realtime/editors.ts'
import { eventually, type RunningServer, removeData, startServer } from '../../server.ts'
import { storePidOf } from '../load.ts'
import { aDocument, agreement, at, freshText, startTyping, wordsIn, wrongIn } from './typist.ts'

const isSoak = process.env['SOAK'] !== undefined
const seed = Number(process.env['SEED'] ?? 17)
const env = {
  // A snapshot every few entries: what is rare in use happens all the time here.
  LIMIT_DOCUMENT_ENTRIES: '40',
  // It waits for the next server, and need not start again.
  CLEARVIEW_STORE_IDLE_MS: '15000',
}

let server: RunningServer
let employer: AnEmployer
/** The processes beside the first one. */
const others: RunningServer[] = []

// One installation for all tests, each with a document of its own.
beforeAll(async () => {
  server = await startServer({ env })
  employer = await anEmployer(server)
})
afterEach(closeEditors)
afterAll(async () => {
  await Promise.all([server, ...others].map((one) => one.kill()))
  const storePid = storePidOf(server.dataDir)
  if (storePid !== null) process.kill(storePid, 'SIGKILL')
  await removeData(server.dataDir)
})

async function restart(): Promise<void> {
  server = await startServer({ dataDir: server.dataDir, env })
  employer = { ...employer, owner: at(server, employer.owner) }
}

/** The owner on one of the other processes, which is started when it is first asked for. */
async function onAnother(index: number): Promise<Caller> {
  const other = others[index] ?? (await startServer({ dataDir: server.dataDir, env }))
  others[index] = other
  return at(other, employer.owner)
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
        const [writer, reader] = [anEditor(employer.owner, id), anEditor(employer.owner, id)]
        await synced(writer, reader)
        const typist = startTyping(writer, `t${trial}x`, perSecond)
        const before = wordsIn(textIn(reader)).size
        await eventually(() => wordsIn(textIn(reader)).size > before + 20 + random() * 30)
        await server.kill()
        for (const word of wordsIn(textIn(reader))) seen.add(word)
        typist.stop()
        // Both pages are gone, too: what they have does not come back from them.
        for (const editor of [writer, reader]) closeEditor(editor)
        await restart()
        expect(wrongIn(await freshText(employer.owner, id), seen), `trial ${trial}`).toEqual([])
      }
      expect(seen.size).toBeGreaterThan(isSoak ? 400 : 40)
    },
  )
})

describe('several processes on one store', () => {
  it('[COED-17] one that is stopped, its document compacted by another, wakes up and loses nothing', async () => {
    const { id } = await aDocument(employer)
    const [a, b] = [anEditor(employer.owner, id), anEditor(await onAnother(0), id)]
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
      // Read by a process that has never held it.
      expect(wrongIn(await freshText(await onAnother(1 + round), id), expected)).toEqual([])
    }
  })

  it('[COED-18] over three processes, cut connections and snapshots all copies are equal', async () => {
    const { id } = await aDocument(employer)
    const random = randomOf(seed)
    const owners = [employer.owner, await onAnother(0), await onAnother(1)]
    const editors = owners.flatMap((owner) => [anEditor(owner, id), anEditor(owner, id)])
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
    expect(await freshText(await onAnother(2), id)).toBe(text)
  })

  it('[COED-18] what is written on one node is on the screens of another within two seconds', async () => {
    const { id } = await aDocument(employer)
    const [a, b] = [anEditor(employer.owner, id), anEditor(await onAnother(0), id)]
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
