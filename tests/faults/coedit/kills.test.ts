import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { randomOf } from '../../random.ts'
import { allRead, anEditor, closeEditor, closeEditors, synced, textIn, type } from '../../realtime/editors.ts'
import { eventually } from '../../server.ts'
import { storePidOf } from '../load.ts'
import { anInstallation, type Installation } from './installation.ts'
import { aDocument, agreement, freshText, startTyping, wordsIn, wrongIn } from './typist.ts'

const isSoak = process.env['SOAK'] !== undefined
const seed = Number(process.env['SEED'] ?? 17)

let place: Installation
beforeAll(async () => {
  place = await anInstallation()
})
afterEach(closeEditors)
afterAll(() => place.end())

describe('the server killed while somebody types', () => {
  it.each([50, 400])(
    `[COED-16] at %i words a second nothing is lost that somebody else has seen (seed ${seed})`,
    {
      timeout: 600_000,
    },
    async (perSecond) => {
      const random = randomOf(seed + perSecond)
      const { id } = await aDocument(place.employer)
      const seen = new Set<string>()
      for (let trial = 0; trial < (isSoak ? 20 : 2); trial++) {
        const [writer, reader] = [anEditor(place.employer.owner, id), anEditor(place.employer.owner, id)]
        await synced(writer, reader)
        const typist = startTyping(writer, `t${trial}x`, perSecond)
        const before = wordsIn(textIn(reader)).size
        await eventually(() => wordsIn(textIn(reader)).size > before + 20 + random() * 30)
        await place.server.kill()
        for (const word of wordsIn(textIn(reader))) seen.add(word)
        typist.stop()
        // Both pages are gone, too: what they have does not come back from them.
        for (const editor of [writer, reader]) closeEditor(editor)
        await place.restart()
        expect(wrongIn(await freshText(place.employer.owner, id), seen), `trial ${trial}`).toEqual([])
      }
      expect(seen.size).toBeGreaterThan(isSoak ? 400 : 40)
    },
  )
})

// A replica set is not ours to stop.
const whenEmbedded = process.env['MONGODB_URI'] ? () => undefined : describe
whenEmbedded('a store that stalls', () => {
  it('[COED-19] ends the connections so that they come back, shows nothing that it does not hold, and loses nothing', async () => {
    const { id } = await aDocument(place.employer)
    const [writer, reader] = [anEditor(place.employer.owner, id), anEditor(place.employer.owner, id)]
    await synced(writer, reader)
    type(writer, 'before ')
    await allRead([writer, reader], 'before ')
    const pid = storePidOf(place.server.dataDir)
    if (pid === null) throw new Error('The store has no process')
    process.kill(pid, 'SIGSTOP')
    type(writer, 'during ')
    await eventually(() => writer.codes.includes(4503) && reader.codes.includes(4503))
    expect(textIn(reader)).toBe('before ')
    process.kill(pid, 'SIGCONT')
    await allRead([writer, reader], 'before during ')
    expect(await agreement([writer, reader])).toBe('before during ')
    expect([writer.closed, reader.closed]).toEqual([null, null])
  })
})
