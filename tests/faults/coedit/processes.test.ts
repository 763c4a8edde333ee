import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { randomOf } from '../../random.ts'
import { allRead, anEditor, closeEditors, synced, textIn, type } from '../../realtime/editors.ts'
import { eventually } from '../../server.ts'
import { anInstallation, type Installation } from './installation.ts'
import { aDocument, agreement, freshText, startTyping, wrongIn } from './typist.ts'

const isSoak = process.env['SOAK'] !== undefined
const seed = Number(process.env['SEED'] ?? 17)

let place: Installation
beforeAll(async () => {
  place = await anInstallation()
})
afterEach(closeEditors)
afterAll(() => place.end())

describe('several processes on one store', () => {
  it('[COED-17] one that is stopped, its document compacted by another, wakes up and loses nothing', async () => {
    const { id } = await aDocument(place.employer)
    const [a, b] = [anEditor(place.employer.owner, id), anEditor(await place.onAnother(0), id)]
    await synced(a, b)
    for (let round = 0; round < (isSoak ? 10 : 2); round++) {
      const typing = startTyping(a, `a${round}x`, 100)
      await eventually(() => typing.written > 30)
      process.kill(place.server.pid, 'SIGSTOP')
      // What is typed now waits in the connection of a process that does nothing.
      const meanwhile = startTyping(b, `b${round}x`, 200)
      await eventually(() => meanwhile.written > 300)
      typing.stop()
      meanwhile.stop()
      process.kill(place.server.pid, 'SIGCONT')
      const text = await agreement([a, b])
      const expected = [
        ...Array.from({ length: typing.written }, (_, n) => `a${round}x${n}`),
        ...Array.from({ length: meanwhile.written }, (_, n) => `b${round}x${n}`),
      ]
      expect(wrongIn(text, expected)).toEqual([])
      // Read by a process that has never held it.
      expect(wrongIn(await freshText(await place.onAnother(1 + round), id), expected)).toEqual([])
    }
  })

  it('[COED-18] over three processes, cut connections and snapshots all copies are equal', async () => {
    const { id } = await aDocument(place.employer)
    const random = randomOf(seed)
    const owners = [place.employer.owner, await place.onAnother(0), await place.onAnother(1)]
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
    expect(await freshText(await place.onAnother(2), id)).toBe(text)
  })

  it('[COED-18] what is written on one node is on the screens of another within two seconds', async () => {
    const { id } = await aDocument(place.employer)
    const [a, b] = [anEditor(place.employer.owner, id), anEditor(await place.onAnother(0), id)]
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
